from datetime import date

import pytest

from pulse import Period, figures, loss, rows, trend
from tests.pulse.cast import THIS_YEAR, appointment, visit

HERE_BEFORE = [visit("王芳", "2024-02-01"), visit("李雷", "2024-11-30T23:40")]


def attrition(tables, period=THIS_YEAR, by=()):
    return figures(tables, period, by=by, codes=["K22"]).figures


def test_who_came_last_year_and_not_this_is_lost(opened):
    tables = opened(visits=[*HERE_BEFORE, visit("李雷", "2025-12-31T23:40")])

    (told,) = attrition(tables)

    assert (told.part, told.whole, told.value) == (1, 2, 0.5)


def test_who_has_a_booking_ahead_is_not_lost(opened):
    ahead = appointment("王芳", "2026-02-01", "DUE", booked_at="2025-12-30")
    tables = opened(visits=HERE_BEFORE, appointments=[ahead])

    assert attrition(tables)[0].part == 1


@pytest.mark.parametrize(
    "booking",
    [
        appointment(
            "王芳", "2026-02-01", "CANCELLED_BY_PATIENT", booked_at="2025-12-30"
        ),
        appointment("王芳", "2026-02-01", "KEPT", booked_at="2026-01-01"),
        appointment("王芳", "2025-12-31", "DUE", booked_at="2025-12-01"),
        appointment("王芳", "2026-02-01", "KEPT"),
    ],
    ids=["called off", "booked later", "already past", "nobody knows since when"],
)
def test_a_booking_that_did_not_stand_that_day_keeps_nobody(opened, booking):
    tables = opened(visits=HERE_BEFORE, appointments=[booking])

    assert attrition(tables)[0].part == 2


def test_who_came_first_this_year_is_neither_lost_nor_counted(opened):
    tables = opened(visits=[visit("韩梅", "2025-01-01")])

    (told,) = attrition(tables)

    assert (told.part, told.whole, told.value) == (0, 0, None)


def test_a_patient_counts_for_the_clinic_of_their_last_visit_that_year(opened):
    tables = opened(
        visits=[
            visit("王芳", "2024-02-01", clinic="东院"),
            visit("王芳", "2024-03-01", clinic="河西"),
        ]
    )

    told = attrition(tables, by=("clinic",))

    assert [(one.by, one.part) for one in told] == [({"clinic": "河西"}, 1)]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_panel_and_the_days_tell_the_same_state(engine, clinic_years, month):
    tables = engine.open(clinic_years)
    end = date(2025, month, 1)
    by_days = attrition(tables, Period(date(2024, 1, 1), end), by=("clinic",))

    by_panel = trend(tables, "K22", Period(date(2024, 1, 1), end), months=1)

    assert by_panel[0].part == sum(one.part for one in by_days)
    assert by_panel[0].whole == sum(one.whole for one in by_days)


def test_the_lost_are_named(engine, clinic_years):
    tables = engine.open(clinic_years)

    told, behind = loss(tables, THIS_YEAR), rows(tables, "K22", THIS_YEAR)

    assert {one.patient_id for one in told.patients} == set(behind.patients())
    assert len(told.patients) + told.hidden == told.figure.part
