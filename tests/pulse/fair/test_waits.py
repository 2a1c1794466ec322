import random
from datetime import date, datetime, timedelta

import pytest

from pulse import Period
from pulse.engines import duckdb, polars
from pulse.fair.content import content
from pulse.fair.waits import waits
from tests.pulse.cast import THIS_YEAR, charge

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


@pytest.fixture
def chance():
    return random.Random(8)  # noqa: S311  a made-up house needs no secrets


def visits(chance, payer, longer=1.0, clinic="东院", times=80, **more):
    for n in range(times):
        arrived = datetime.fromisoformat("2025-03-01T09:00") + timedelta(days=n % 30)
        waited = longer * chance.lognormvariate(2.5, 0.5)
        seen = arrived + timedelta(minutes=waited)
        yield {
            "visit_id": f"{clinic}{payer}{n}{more}",
            "patient_id": f"{clinic}{payer}{n}",
            "began_at": arrived.isoformat(),
            "arrived_at": arrived.isoformat(),
            "seen_at": seen.isoformat(timespec="seconds"),
            "ended_at": (seen + timedelta(minutes=30)).isoformat(timespec="seconds"),
            "payer": payer,
            "clinic": clinic,
        } | more


def candidates(rows):
    return [(one.clinic, one.group) for one in rows if one.is_candidate]


def test_a_payer_who_waits_longer_at_one_clinic_is_found_there(opened, chance):
    rows = [
        *visits(chance, "自费"),
        *visits(chance, "医保", 1.8),
        *visits(chance, "自费", clinic="河西", times=300),
        *visits(chance, "医保", clinic="河西", times=300),
    ]

    found = waits(opened(visits=rows), YEAR)

    assert candidates(found.rows) == [("东院", "医保")]
    (asked,) = [one for one in found.rows if one.is_candidate]
    assert len(asked.cases) == 10
    assert all(one.patient_id.startswith("东院医保") for one in asked.cases)
    assert all(one.amount > one.usual for one in asked.cases)
    assert found.adjusted_for == ("clinic", "hour")
    assert [(one.group, one.n) for one in found.medians] == [
        ("医保", 380),
        ("自费", 380),
    ]


def test_who_is_in_less_of_a_hurry_waits_longer_and_that_is_fair(opened, chance):
    rows = [
        *visits(chance, "自费", 1.0, urgency="URGENT", times=200),
        *visits(chance, "自费", 3.0, urgency="ROUTINE", times=40),
        *visits(chance, "医保", 1.0, urgency="URGENT", times=40),
        *visits(chance, "医保", 3.0, urgency="ROUTINE", times=200),
    ]

    assert candidates(waits(opened(visits=rows), YEAR).rows) == []


def test_a_group_of_nineteen_keeps_its_number_and_loses_its_wait(opened, chance):
    rows = [*visits(chance, "自费"), *visits(chance, "商保", 9.0, times=19)]

    found = waits(opened(visits=rows), YEAR)

    told = next(one for one in found.rows if one.group == "商保")
    assert (told.n, told.estimate) == (19, None)
    assert next(one for one in found.medians if one.group == "商保").minutes is None


def test_value_and_first_visit_are_watched_as_payers_are(opened, chance):
    rows = [
        *visits(chance, "自费", 2.0, kind="FIRST"),
        *visits(chance, "自费", 1.0, kind="RETURN", times=79),
    ]
    paid = [
        charge(f"东院自费{n}", "2025-03-01", 1000 if n < 16 else 10) for n in range(80)
    ]

    found = waits(opened(visits=rows, charges=paid), YEAR)

    dims = {(one.dim, one.group) for one in found.rows}
    assert {("value_tier", "TOP_FIFTH"), ("value_tier", "PAYING")} <= dims
    assert {group for _, group in candidates(found.rows)} == {"FIRST"}


def test_without_arrivals_or_groups_there_is_nothing_to_tell(opened, chance):
    bare = [
        {key: row[key] for key in ("visit_id", "patient_id", "began_at")}
        for row in visits(chance, "自费")
    ]
    nobody = [
        {key: value for key, value in row.items() if key != "payer"}
        for row in visits(chance, "自费")
    ]

    assert waits(opened(visits=bare), YEAR) is None
    assert waits(opened(visits=nobody), YEAR) is None


def test_engines_agree_over_years(clinic_years):
    one, other = (
        waits(engine.open(clinic_years), THIS_YEAR) for engine in (duckdb, polars)
    )

    assert one.as_json() == other.as_json()


def test_a_group_that_is_less_often_brought_back_to_the_doctor_is_found(opened, chance):
    rows = [
        *visits(chance, "自费", back_to_doctor="true", times=200),
        *visits(chance, "医保", back_to_doctor="true", times=60),
        *visits(chance, "医保", back_to_doctor="false", times=60),
    ]

    found = content(opened(visits=rows), YEAR)

    assert [(one.about, one.group) for one in found if one.is_candidate] == [
        ("BACK_TO_DOCTOR", "医保")
    ]
    (asked,) = [one for one in found if one.is_candidate]
    assert {(one.amount, one.usual) for one in asked.cases} == {(0, 1)}


def test_visits_of_restricted_persons_are_counted_and_not_named(opened, chance):
    rows = [*visits(chance, "自费"), *visits(chance, "医保", 2.0)]
    known = [{"patient_id": f"东院医保{n}", "restricted": "true"} for n in range(80)]

    found = waits(opened(visits=rows, patients=known), YEAR)

    asked = [one for one in found.rows if one.is_candidate]
    assert asked
    assert all((one.cases, one.hidden) == ((), 10) for one in asked)


def test_equal_care_asks_for_nothing(opened, chance):
    rows = [
        *visits(chance, "自费", back_to_doctor="true"),
        *visits(chance, "医保", back_to_doctor="true"),
    ]

    told = content(opened(visits=rows), YEAR)

    assert {one.about for one in told} == {"TIME_WITH_DOCTOR", "BACK_TO_DOCTOR"}
    assert candidates(told) == []
