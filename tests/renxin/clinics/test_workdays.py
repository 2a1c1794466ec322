from datetime import date, timedelta

import pytest
from django.utils import translation

from renxin.clinics.models import CalendarDay
from renxin.clinics.models.calendar_day import Kind, Status
from renxin.clinics.workdays import days_of, lay_ahead, reckoned

pytestmark = pytest.mark.django_db

# The notice for 2026, day by day.
OFF_2026 = (
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
)
MAKE_UP_2026 = ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
LAW_2027 = {
    *("01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02"),
    *("06-09", "09-15", "10-01", "10-02", "10-03"),
}


def on(year, month_day):
    return date.fromisoformat(f"{year}-{month_day}")


def year_of(year):
    return days_of(date(year, 1, 1), date(year, 12, 31))


def test_2026_is_the_notice_to_the_day():
    year = year_of(2026)
    off = {
        day
        for first, last in OFF_2026
        for day in year
        if on(2026, first) <= day <= on(2026, last)
    }
    made_up = {on(2026, one) for one in MAKE_UP_2026}

    for day, row in year.items():
        expected = day in made_up or (day not in off and day.weekday() < 5)
        assert row.is_workday is expected, day
        assert row.status == Status.OFFICIAL
    assert {day for day, row in year.items() if row.kind == Kind.MAKE_UP} == made_up


def test_2027_is_the_law_and_says_that_it_is_provisional():
    year = year_of(2027)
    by_law = {day for day, row in year.items() if row.status == Status.STATUTORY}

    assert by_law == {on(2027, one) for one in LAW_2027}
    assert not any(year[day].is_workday for day in by_law)
    assert all(row.is_provisional for row in year.values())
    assert year[date(2027, 3, 1)].status == Status.GUESS


@pytest.mark.parametrize("year", [1, 1949, 2003, 2035, 2036, 2500, 9999])
def test_no_year_ever_raises(year):
    day = reckoned(date(year, 12, 31))

    assert day.is_workday in {True, False}


def test_two_feasts_on_one_day_are_one_day_off():
    assert reckoned(date(2028, 10, 3)).label == "国庆节"
    assert not reckoned(date(2031, 10, 1)).is_workday


def test_what_the_table_holds_goes_before_what_is_reckoned():
    CalendarDay.objects.create(
        day=date(2027, 3, 1),
        is_workday=False,
        kind=Kind.BRIDGE,
        label="停电",
        source="notice",
        status=Status.OFFICIAL,
    )

    told = days_of(date(2027, 3, 1), date(2027, 3, 2))

    assert [row.is_workday for row in told.values()] == [False, True]


def test_the_years_ahead_are_laid_once_and_the_official_ones_are_left_alone():
    assert lay_ahead(date(2026, 11, 22)) == 365 + 365 + 366
    CalendarDay.objects.filter(day=date(2027, 2, 9)).update(
        status=Status.OFFICIAL, is_workday=False, kind=Kind.BRIDGE, source="notice"
    )

    lay_ahead(date(2026, 11, 23))

    assert CalendarDay.objects.count() == 365 + 365 + 366
    assert not CalendarDay.objects.get(day=date(2027, 2, 9)).is_workday


def test_any_number_of_days_is_one_statement(django_assert_num_queries):
    lay_ahead(date(2026, 1, 1))

    with django_assert_num_queries(1):
        days_of(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=800))


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("清明节", "Tomb-Sweeping Day"),
        ("中秋", "Mid-Autumn Festival"),
        ("院庆", "院庆"),
    ],
)
def test_a_feast_of_the_law_has_a_name_in_each_language(label, english):
    with translation.override("en"):
        assert CalendarDay(label=label).feast == english
