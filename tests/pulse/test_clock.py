from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from pulse.clock import offsets, wall_clock

FIRST, LAST = datetime(1986, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)


def test_shanghai_has_kept_one_offset_since_its_last_summer_time():
    since = datetime(1992, 1, 1, tzinfo=UTC)

    assert [offset for _, offset in offsets("Asia/Shanghai", since, LAST)] == [28800]


def test_shanghai_had_summer_time_in_six_summers():
    changes = offsets("Asia/Shanghai", FIRST, datetime(1992, 1, 1, tzinfo=UTC))

    assert [offset for _, offset in changes].count(32400) == 6


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Sao_Paulo", "Asia/Kolkata"])
def test_arithmetic_gives_the_same_clock_as_the_calendar(zone):
    first, last = "2016-01-01 00:00:00+00", "2020-01-01 00:00:00+00"
    clock = wall_clock("moment", zone, first, last)

    moments = [datetime.fromisoformat(first) + timedelta(hours=n) for n in range(35000)]
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    ours = connection.execute(
        f"SELECT {clock} FROM (SELECT unnest(?::TIMESTAMPTZ[]) AS moment)", [moments]
    ).fetchall()

    place = ZoneInfo(zone)
    assert [row[0] for row in ours] == [
        moment.astimezone(place).replace(tzinfo=None) for moment in moments
    ]


def test_a_zone_that_changes_too_often_is_left_to_the_calendar():
    ends = "1970-01-01 00:00:00+00", "2030-01-01 00:00:00+00"

    assert wall_clock("at", "America/New_York", *ends) is None
    assert wall_clock("at", "Asia/Shanghai", "never", "ever") is None
