from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.rosters.days import hours_of, monday_of, whole
from renxin.rosters.spans import span

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"
LORD_HOWE = "Australia/Lord_Howe"


def length(during):
    return during.upper.astimezone(UTC) - during.lower.astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (SHANGHAI, date(2026, 3, 8), 24),
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 25),
        (LORD_HOWE, date(2026, 10, 4), 23.5),
    ],
)
def test_a_day_is_whole_however_long_it_is(zone, day, hours):
    assert length(whole(day, zone)) == timedelta(hours=hours)


def test_several_days_are_whole_from_the_first_to_the_last():
    week = whole(date(2026, 3, 2), SHANGHAI, date(2026, 3, 8))

    assert week.lower == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert week.upper == datetime(2026, 3, 8, 16, tzinfo=UTC)


def test_a_week_begins_on_monday():
    assert monday_of(date(2026, 3, 8)) == date(2026, 3, 2)
    assert monday_of(date(2026, 3, 2)) == date(2026, 3, 2)


def test_a_stretch_touches_the_hour_it_begins_in_and_not_the_one_it_ends_at():
    during = span(
        datetime(2026, 3, 3, 0, 30, tzinfo=UTC), datetime(2026, 3, 3, 2, tzinfo=UTC)
    )

    hours = [hour.hour for hour in hours_of(during, ZoneInfo(SHANGHAI))]
    assert hours == [0, 1]


def test_an_hour_that_comes_twice_is_two():
    day = whole(date(2026, 11, 1), NEW_YORK)

    assert len(list(hours_of(day, ZoneInfo(NEW_YORK)))) == 25
