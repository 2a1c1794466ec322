from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from renxin.voice.law.kinds import Answer
from renxin.voice.law.known import Certificate, Gift, Known, Lottery, Price
from renxin.voice.law.predicates import judge, predicates

TODAY = date(2026, 11, 22)
KEPT, BROKEN, UNKNOWN = Answer.KEPT, Answer.BROKEN, Answer.UNKNOWN
TEXT = "东院口腔门诊部 医广【2026】第01-02-003号"
PAPER = Certificate(
    number="医广【2026】第01-02-003号",
    expires_on=date(2027, 5, 1),
    sample=TEXT,
    media=frozenset({"print"}),
    first_name="东院口腔门诊部",
)
SHOWN = Known(text=TEXT, certificate=PAPER, medium="print")
DRAW = Lottery(
    tells_kinds=True,
    tells_conditions=True,
    tells_amounts=True,
    tells_redemption=True,
    top_prize=Decimal(500),
    changed_since=False,
)


def said(code, known, surface="ad"):
    return judge(known, surface, on=TODAY).get(code)


def test_each_rule_names_an_article_of_today():
    assert len(predicates) == 13
    assert all(one.articles(TODAY) for one in predicates)


def test_of_what_nobody_knows_nothing_is_claimed():
    assert set(judge(Known(), "ad", on=TODAY).values()) == {UNKNOWN}
    assert judge(Known(), "svc", on=TODAY) == {"AD-SCO-04": UNKNOWN}


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        (SHOWN, KEPT),
        (replace(SHOWN, medium="radio"), BROKEN),
        (replace(SHOWN, text=TEXT + "!"), BROKEN),
        (
            replace(SHOWN, certificate=replace(PAPER, expires_on=date(2026, 1, 1))),
            BROKEN,
        ),
        (replace(SHOWN, medium=None), UNKNOWN),
        (Known(has_certificate=False), BROKEN),
    ],
)
def test_an_advertisement_runs_only_as_it_was_reviewed(known, answer):
    assert said("AD-CERT-01", known) == answer
    assert said("AD-CERT-01", known, "svc") is None


@pytest.mark.parametrize(("days", "answer"), [(60, BROKEN), (61, KEPT)])
def test_a_certificate_is_renewed_in_time(days, answer):
    ending = replace(PAPER, expires_on=TODAY + timedelta(days=days))

    assert said("AD-CERT-02", replace(SHOWN, certificate=ending)) == answer


def test_only_licensed_departments_are_named():
    licensed = {"departments_licensed": frozenset({"口腔科"})}

    assert (
        said("AD-SCO-04", Known(departments_named=frozenset({"口腔科"}), **licensed))
        == KEPT
    )
    beauty = Known(departments_named=frozenset({"医疗美容科"}), **licensed)
    assert said("AD-SCO-04", beauty) == BROKEN
    assert said("AD-SCO-04", Known(departments_named=frozenset())) is None


def test_the_house_advertises_in_its_own_name():
    known = Known(advertiser="种植中心", first_name="东院口腔门诊部")

    assert said("AD-SCO-05", known) == BROKEN
    assert said("AD-SCO-05", replace(known, advertiser=known.first_name)) == KEPT


@pytest.mark.parametrize(
    ("youngest", "answer"), [(17, BROKEN), (18, KEPT), (None, UNKNOWN)]
)
def test_nothing_is_offered_to_minors(youngest, answer):
    assert said("AD-MIN-01", Known(youngest=youngest), "mkt") == answer
    assert said("AD-MIN-01", Known(youngest=youngest), "svc") is None


def test_a_medium_of_minors_carries_no_advertisement():
    assert said("AD-MIN-01", Known(is_for_minors=True)) == BROKEN
    assert said("AD-MIN-01", Known(is_for_minors=False)) == KEPT


@pytest.mark.parametrize(("age", "answer"), [(9, BROKEN), (10, KEPT)])
def test_no_child_endorses(age, answer):
    assert said("AD-MIN-02", Known(endorser_age=age)) == answer
    assert said("AD-MIN-02", Known(has_endorser=True)) == UNKNOWN


@pytest.mark.parametrize(
    ("price", "answer"),
    [
        (Price(compared=Decimal(300), lowest_in_week=Decimal(300)), KEPT),
        (Price(compared=Decimal(301), lowest_in_week=Decimal(300)), BROKEN),
        (Price(compared=Decimal(301), last=Decimal(301)), KEPT),
        (Price(compared=Decimal(301)), UNKNOWN),
        (Price(), None),
    ],
)
def test_a_price_is_compared_with_the_lowest_of_the_week(price, answer):
    assert said("AD-PRC-01", Known(price=price)) == answer


def test_the_front_page_promises_no_lower_price():
    low = Price(on_front=Decimal(99), in_detail=Decimal(100))

    assert said("AD-PRC-02", Known(price=low)) == BROKEN
    assert said("AD-PRC-02", Known(price=replace(low, in_detail=Decimal(99)))) == KEPT
    assert said("AD-PRC-02", Known(price=replace(low, in_detail=None))) == UNKNOWN


@pytest.mark.parametrize(
    ("gift", "answer"),
    [
        (Gift(name="牙刷", quantity=1), KEPT),
        (Gift(name="牙刷"), BROKEN),
        (Gift(name="牙刷", quantity=1, said_worth=Decimal(9)), UNKNOWN),
        (
            Gift(name="牙刷", quantity=1, said_worth=Decimal(9), price_now=Decimal(8)),
            BROKEN,
        ),
    ],
)
def test_a_gift_has_its_name_number_and_true_worth(gift, answer):
    assert said("AD-PRC-03", Known(gift=gift)) == answer
    assert said("AD-PRC-03", Known(has_gift=True)) == UNKNOWN


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, KEPT),
        ({"top_prize": Decimal(50_001)}, BROKEN),
        ({"top_prize": None}, UNKNOWN),
        ({"changed_since": True}, BROKEN),
        ({"tells_redemption": False}, BROKEN),
    ],
)
def test_a_draw_is_told_whole_and_stays(change, answer):
    assert said("AD-LOT-01", Known(lottery=replace(DRAW, **change))) == answer
    assert said("AD-LOT-01", Known(has_lottery=True)) == UNKNOWN


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"free_clinic_number": "2026-1", "sells_there": False}, KEPT),
        ({"free_clinic_number": "2026-1", "sells_there": True}, BROKEN),
        ({"free_clinic_number": "", "sells_there": False}, BROKEN),
        ({"sells_there": False}, UNKNOWN),
    ],
)
def test_a_free_clinic_is_registered_and_sells_nothing(change, answer):
    assert said("AD-EVT-01", Known(is_free_clinic=True, **change)) == answer


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"account_registered": False}, BROKEN),
        ({"account_registered": True, "account_shows_title": False}, KEPT),
        ({"account_registered": True, "account_shows_title": True}, UNKNOWN),
        (
            {
                "account_registered": True,
                "account_shows_title": True,
                "title_reported": False,
            },
            BROKEN,
        ),
    ],
)
def test_staff_accounts_are_registered(change, answer):
    assert said("AD-ACC-01", Known(is_staff_account=True, **change)) == answer


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        (Known(is_machine_made=True, is_labelled=True), KEPT),
        (Known(is_machine_made=True, is_labelled=False), BROKEN),
        (Known(is_machine_made=True), UNKNOWN),
        (Known(is_machine_made=False), None),
    ],
)
def test_what_a_machine_wrote_says_so(known, answer):
    assert said("AD-AI-01", known, "edu") == answer
