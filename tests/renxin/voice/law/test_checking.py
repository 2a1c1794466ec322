from datetime import date

import pytest

from renxin.voice.law.cases import Score, cases, sheet
from renxin.voice.law.checking import check, gravest
from renxin.voice.law.kinds import Severity

TODAY = date(2026, 11, 22)
CASES = list(cases())
OF_THE_DESIGN = 89


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.text[:30])
def test_a_sentence_is_judged_as_its_case_says(case):
    found, wanted = case.found(), case.expected

    assert sorted(set(wanted) - set(found)) == list(case.missed)
    assert sorted(set(found) - set(wanted)) == list(case.wrongly)
    assert all(found[rule] == wanted[rule] for rule in set(found) & set(wanted))


def test_half_of_our_own_cases_are_innocent():
    own = CASES[OF_THE_DESIGN:]

    assert len(own) >= 150
    assert sum(not case.expected for case in own) >= len(own) / 2


def test_what_the_rules_get_wrong_is_counted():
    told = sheet()

    assert told.cases == len(CASES)
    assert sum(one.missed for one in told.scores.values()) == sum(
        len(case.missed) for case in CASES
    )
    assert told.scores["AD-END-01"].precision < 1


def test_of_nothing_there_is_no_share():
    assert (Score().precision, Score().recall) == (None, None)
    assert Score(rightly=3, wrongly=1, missed=3).precision == 0.75
    assert Score(rightly=3, wrongly=1, missed=3).recall == 0.5


def test_a_finding_shows_what_was_written_and_what_was_read():
    (found,) = check("放心，無 痛。", "svc", on=TODAY)

    assert (found.raw, found.plain) == ("無 痛", "无痛")
    assert (found.start, found.end) == (3, 6)
    assert found.law_zh == "广告法 16(1)①；医疗广告认定指南 8"
    assert "局部麻醉" in found.better_zh
    assert not found.is_verified


def test_every_place_is_found_and_in_order():
    found = check("无痛拔牙，根治牙周炎，还是无痛。", "mkt", on=TODAY)

    assert [one.raw for one in found] == ["无痛", "拔牙", "根治", "牙周炎", "无痛"]


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2025, 10, 14), "反不正当竞争法 8"),
        (date(2025, 10, 15), "反不正当竞争法 9"),
    ],
)
def test_the_article_is_that_of_the_day(on, article):
    (found,) = [
        one for one in check("五星好评送券", "svc", on=on) if one.rule == "AD-IND-05"
    ]

    assert article in found.law_zh.split("；")


def test_the_gravest_finding_speaks_for_the_text():
    assert gravest(check("最好吃软的", "svc", on=TODAY)) == Severity.WARN
    assert gravest(check("给个好评送礼品，最好", "svc", on=TODAY)) == Severity.BLOCK
    assert gravest(()) is None


@pytest.mark.parametrize("under", ["en-EU", "en-US"])
def test_other_frames_know_selling_and_conditions(under):
    text = "Your hepatitis result is here, and 20% off whitening."

    rules = {one.rule[3:] for one in check(text, "svc", on=TODAY, under=under)}

    assert rules == {"MSG-07", "PR-02"}


@pytest.mark.parametrize(
    "part", ["保证", "1", "9%", "不", "最后", "a ", "推荐", "\U0001f600"]
)
def test_ten_thousand_signs_are_read_to_the_end(part):
    long = part * (10_000 // len(part))

    found = check(long + "。五星好评送券", "svc", on=TODAY)

    assert "AD-IND-05" in {one.rule for one in found}
