import pytest

from pulse import CLAIMS, loss
from tests.pulse.cast import THIS_YEAR, visit

GONE = ["王芳", "李雷", "韩梅", "林涛"]
VISITS = [visit(one, f"2024-0{at}-15") for at, one in enumerate(GONE, start=1)]


def reason(patient, why, learned_on="2025-06-01", **more):
    return {"patient_id": patient, "reason": why, "learned_on": learned_on} | more


def test_reasons_are_shares_of_those_who_told_one(opened):
    told = loss(
        opened(
            visits=VISITS,
            losses=[
                reason("王芳", "MONEY"),
                reason("李雷", "TRUST"),
                reason("韩梅", "MOVED"),
            ],
        ),
        THIS_YEAR,
    )

    assert told.by_reason == {"MONEY": 1, "TRUST": 1, "MOVED": 1, "NOT_ASKED": 1}
    assert (told.asked(), told.share("MONEY")) == (2, 0.5)


def test_what_we_only_suppose_was_not_told(opened):
    losses = [
        reason("王芳", "MONEY", told="false"),
        reason("李雷", "TIME", told="true"),
    ]

    told = loss(opened(visits=VISITS, losses=losses), THIS_YEAR)

    assert told.by_reason == {"NOT_ASKED": 3, "TIME": 1}


def test_the_last_reason_told_counts_and_none_from_after_the_period(opened):
    losses = [
        reason("王芳", "MONEY", "2025-06-01"),
        reason("王芳", "TRUST", "2025-07-01"),
        reason("王芳", "TIME", "2026-01-01"),
    ]

    told = loss(opened(visits=VISITS[:1], losses=losses), THIS_YEAR)

    assert told.by_reason == {"TRUST": 1}


def test_a_patient_is_lost_in_the_month_twelve_have_passed(opened):
    told = loss(opened(visits=VISITS), THIS_YEAR)

    assert told.by_month == {f"2025-0{month}": 1 for month in range(1, 5)}
    assert told.patients[0].last_seen_on == "2024-01-15"


def test_restricted_persons_are_counted_and_not_named(opened):
    people = [{"patient_id": "王芳", "restricted": "true"}]

    told = loss(opened(visits=VISITS, patients=people), THIS_YEAR)

    assert (told.figure.part, told.hidden, len(told.patients)) == (4, 1, 3)


def test_the_claims_stand_beside_our_own_numbers_and_say_what_they_are(opened):
    told = loss(opened(visits=VISITS), THIS_YEAR).as_json()

    assert sum(CLAIMS.values()) == pytest.approx(1)
    assert told["claims"]["label"].startswith("seed claim")
    assert [one["claim"] for one in told["by_reason"]] == [0.31, 0.17, 0.46, 0.06]
    assert [one["value"] for one in told["by_reason"]] == [None] * 4
