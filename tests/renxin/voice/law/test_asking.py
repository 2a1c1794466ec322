"""The rules that need data, asked of real words with what a house has on record."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from renxin.voice.law import asking
from renxin.voice.law.asking import Held, asked, spots_in
from renxin.voice.law.known import Certificate, Price
from renxin.voice.law.predicates import predicates

TODAY = date(2026, 11, 22)
NAME, NUMBER = "仁心口腔门诊部", "医广【2026】第01-02-003号"
SAMPLE = f"{NAME} 口腔科 {NUMBER}"
PAPER = Certificate(
    number=NUMBER,
    expires_on=date(2027, 5, 1),
    sample=SAMPLE,
    media=frozenset({"PRINT"}),
    first_name=NAME,
)
HOUSE = Held(first_name=NAME, departments=frozenset({"口腔科"}), certificates=(PAPER,))


def found(text, surface="svc", held=HOUSE):
    every = asked(text, surface, on=TODAY, held=held)
    return {one.rule: one.severity.value for one in every}


def test_every_rule_has_its_words_in_both_languages():
    told = asking._told()

    assert set(told) == {one.id for one in predicates} | {"spots"}
    words = {"zh", "en", "better_zh", "better_en"}
    assert all(set(told[one.id]) == words for one in predicates)


@pytest.mark.parametrize(
    ("text", "held", "grave"),
    [
        ("口腔科周三停诊", HOUSE, None),
        ("眼科周三开诊", HOUSE, "B"),
        ("口腔科周三停诊", Held(), "R"),
        ("您好，周三见", Held(), None),
    ],
)
def test_a_department_is_named_only_if_the_licence_has_it(text, held, grave):
    assert found(text, held=held).get("AD-SCO-04") == grave


def test_the_longer_department_is_read_first():
    assert spots_in("口腔颌面外科").departments == {"口腔颌面外科"}


def costing(lowest):
    def price_of(_text, compared, _on):
        return Price(compared=compared, lowest_in_week=lowest)

    return replace(HOUSE, price_of=price_of)


@pytest.mark.parametrize(
    ("lowest", "grave"), [(Decimal(300), None), (Decimal(280), "B"), (None, "R")]
)
def test_a_price_is_compared_with_what_it_truly_was(lowest, grave):
    text = "洁治原价300元，本周 260 元"

    assert found(text, "mkt", costing(lowest)).get("AD-PRC-01") == grave
    assert "AD-PRC-01" not in found("洁治 260 元", "mkt", costing(lowest))


def test_an_advertisement_runs_as_it_was_reviewed_and_by_nobody_else():
    reviewed = found(SAMPLE, "ad")

    assert "AD-CERT-01" not in {
        rule for rule, grave in reviewed.items() if grave == "B"
    }
    assert found(f"{SAMPLE}！", "ad")["AD-CERT-01"] == "B"
    assert found(SAMPLE, "ad", Held())["AD-CERT-01"] == "B"
    assert found("口腔科正畸中心", "ad")["AD-SCO-05"] == "B"


def test_a_certificate_that_ends_soon_is_a_word_of_warning():
    soon = replace(HOUSE, certificates=(replace(PAPER, expires_on=date(2027, 1, 2)),))

    assert found(SAMPLE, "ad", soon)["AD-CERT-02"] == "W"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("到店赠送礼品", "AD-PRC-03"),
        ("看诊抽奖", "AD-LOT-01"),
        ("周六社区义诊", "AD-EVT-01"),
        ("品牌推荐官体验", "AD-MIN-02"),
    ],
)
def test_what_nobody_knows_is_no_leave(text, rule):
    assert found(text, "mkt")[rule] == "R"


def test_the_age_of_whoever_hears_it_is_asked_when_it_is_sent():
    assert "AD-MIN-01" not in found("周末来看看", "mkt")
    assert found(SAMPLE, "ad")["AD-MIN-01"] == "R"


def test_what_is_found_stands_where_it_was_written():
    one = asked("您好，眼科见", "svc", on=TODAY, held=HOUSE)[0]

    assert (one.raw, one.start, one.end) == ("眼科", 3, 5)
