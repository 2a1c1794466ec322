from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from renxin.booking import clock
from renxin.booking.refusals import NotATime

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"
LORD_HOWE = "Australia/Lord_Howe"


def test_a_time_is_the_clinics_wherever_the_person_sits():
    assert clock.moment(date(2026, 3, 3), time(10, 7), SHANGHAI) == datetime(
        2026, 3, 3, 2, 7, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        (NEW_YORK, date(2026, 3, 8), time(2, 30)),
        (NEW_YORK, date(2026, 11, 1), time(1, 30)),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15)),
        (LORD_HOWE, date(2026, 4, 5), time(1, 45)),
    ],
)
def test_a_time_that_is_skipped_or_comes_twice_is_refused(zone, day, at):
    with pytest.raises(NotATime):
        clock.moment(day, at, zone)


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        (NEW_YORK, date(2026, 3, 8), time(3)),
        (NEW_YORK, date(2026, 3, 8), time(1, 59)),
        (NEW_YORK, date(2026, 11, 1), time(2)),
        (LORD_HOWE, date(2026, 10, 4), time(2, 30)),
        (SHANGHAI, date(2026, 3, 8), time(2, 30)),
    ],
)
def test_the_minutes_beside_it_are_times_as_any(zone, day, at):
    moment = clock.moment(day, at, zone)

    assert moment.astimezone(ZoneInfo(zone)).time() == at


def test_minutes_are_read_off_the_wall_within_the_day():
    zone = ZoneInfo(SHANGHAI)
    day = date(2026, 3, 3)

    def minute(moment):
        return clock.minute_of(moment, day, zone)

    assert minute(datetime(2026, 3, 3, 2, 7, tzinfo=UTC)) == 607
    assert minute(datetime(2026, 3, 2, 2, 7, tzinfo=UTC)) == 0
    assert minute(datetime(2026, 3, 4, 2, 7, tzinfo=UTC)) == 1440
