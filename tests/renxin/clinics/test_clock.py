from datetime import date, time

import pytest

from renxin.clinics.clock import end_minute_of, minute_of, moment, told


def test_midnight_begins_a_day_and_ends_one():
    assert minute_of(time(0)) == 0
    assert end_minute_of(time(0)) == 1440
    assert [told(one) for one in (0, 510, 1440)] == ["00:00", "08:30", "24:00"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Europe/London"])
def test_a_time_is_the_one_on_the_wall(zone):
    for day in (date(2026, 3, 8), date(2026, 3, 29), date(2026, 7, 1)):
        assert f"{moment(day, 510, zone):%m-%d %H:%M}" == f"{day:%m-%d} 08:30"
        assert moment(day, 1440, zone).date() > day
