from datetime import date

import pytest
from django.http import QueryDict

from renxin.booking.calendar.asked import FURTHEST, Asked
from renxin.booking.calendar.columns import By

TODAY = date(2026, 3, 3)


def asked(query):
    return Asked.read(QueryDict(query), TODAY)


def test_an_address_names_the_day_and_the_columns():
    shown = asked("day=2026-03-05&by=chair")

    assert (shown.day, shown.by, shown.is_week) == (date(2026, 3, 5), By.CHAIR, False)


@pytest.mark.parametrize("query", ["", "day=x&by=y&span=z&of=q-1", "of=-x"])
def test_what_makes_no_sense_is_todays_day_by_doctor(query):
    shown = asked(query)

    assert (shown.day, shown.by, shown.is_week) == (TODAY, By.DOCTOR, False)
    assert not shown.key


def test_nobody_turns_further_than_ten_years():
    assert asked("day=9999-12-31").day == TODAY + FURTHEST
    assert asked("day=0001-01-01").day == TODAY - FURTHEST


def test_a_day_steps_by_days_and_a_week_by_weeks():
    assert "day=2026-03-04" in asked("day=2026-03-03").later
    assert "day=2026-02-24" in asked("day=2026-03-03&span=week&of=doctor-7").earlier


def test_a_week_begins_on_its_monday():
    assert asked("day=2026-03-08&span=week").first == date(2026, 3, 2)
