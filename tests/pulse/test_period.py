from datetime import date

import pytest

from pulse.period import Period, month_name, months_later

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def test_a_period_that_ends_before_it_starts_is_none():
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2025, 1, 1), date(2025, 1, 1))


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_the_year_before_is_twelve_months_not_so_many_days():
    assert Period(date(2024, 1, 1), date(2025, 1, 1)).before().start == date(2023, 1, 1)


def test_odd_days_step_back_by_as_many_days():
    before = Period(date(2025, 3, 8), date(2025, 3, 18)).before()

    assert before == Period(date(2025, 2, 26), date(2025, 3, 8))


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        (date(2022, 5, 1), date(2025, 12, 31), date(2025, 1, 1), date(2026, 1, 1)),
        (date(2022, 5, 1), date(2025, 12, 29), date(2025, 1, 1), date(2026, 1, 1)),
        (date(2022, 5, 1), date(2025, 12, 20), date(2024, 12, 1), date(2025, 12, 1)),
        (date(2025, 1, 2), date(2026, 1, 3), date(2025, 1, 1), date(2026, 1, 1)),
    ],
    ids=["to the day", "closed at the end", "a month begun", "a year just full"],
)
def test_the_last_year_is_of_whole_months(first, last, start, end):
    assert Period.last_whole_months(first, last) == Period(start, end)


def test_data_of_less_than_a_year_are_taken_from_end_to_end():
    period = Period.last_whole_months(date(2016, 4, 29), date(2016, 5, 25))

    assert period == Period(date(2016, 4, 1), date(2016, 6, 1))


def test_the_months_of_a_year_are_twelve():
    assert [month_name(month) for month in YEAR.months()][::11] == [
        "2025-01",
        "2025-12",
    ]


def test_a_period_tells_its_zone():
    assert YEAR.as_json("Asia/Shanghai") == {
        "from": "2025-01-01",
        "to": "2026-01-01",
        "zone": "Asia/Shanghai",
    }
