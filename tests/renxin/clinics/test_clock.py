from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from renxin.clinics.clock import end_minute_of, in_short, minute_of, moment, told


def test_midnight_begins_a_day_and_ends_one():
    assert minute_of(time(0)) == 0
    assert end_minute_of(time(0)) == 1440
    assert [told(one) for one in (0, 510, 1440)] == ["00:00", "08:30", "24:00"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Europe/London"])
def test_a_time_is_the_one_on_the_wall(zone):
    for day in (date(2026, 3, 8), date(2026, 3, 29), date(2026, 7, 1)):
        assert f"{moment(day, 510, zone):%m-%d %H:%M}" == f"{day:%m-%d} 08:30"
        assert moment(day, 1440, zone).date() > day


def test_a_fact_s_moment_is_read_on_the_clock_of_the_desk():
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert in_short("2026-03-02T20:05:00+00:00") == "03-03 04:05"
