from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.clinics.models import OpeningHours
from renxin.referrals.clocks import due
from renxin.referrals.kinds import Step

SHANGHAI = ZoneInfo("Asia/Shanghai")


def wall(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def open_on_weekdays(dongyuan):
    for weekday in range(5):
        OpeningHours.objects.create(
            clinic=dongyuan, weekday=weekday, from_minute=540, until_minute=1080
        )
    return dongyuan


def test_the_more_urgent_the_sooner(dongyuan):
    at = wall(2, 12)
    times = [due(dongyuan, one, Step.ANSWER, at=at) for one in ("TODAY", "SOON")]

    assert times == [at + timedelta(minutes=30), at + timedelta(hours=4)]


def test_what_falls_into_the_night_is_due_in_the_morning(open_on_weekdays):
    assert due(open_on_weekdays, "SOON", Step.ANSWER, at=wall(2, 17)) == wall(3, 10)


def test_what_falls_into_the_weekend_is_due_on_monday(open_on_weekdays):
    assert due(open_on_weekdays, "ROUTINE", Step.ANSWER, at=wall(6, 17)) == wall(9, 10)


def test_what_falls_into_the_day_stays_there(open_on_weekdays):
    assert due(open_on_weekdays, "SOON", Step.ANSWER, at=wall(2, 10)) == wall(2, 14)


def test_outside_there_is_time_to_go_there(dongyuan):
    at = wall(2, 12)

    assert due(dongyuan, "TODAY", Step.ASK, at=at) == at + timedelta(hours=24)
