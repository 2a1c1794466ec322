from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.promises.windows import (
    last_call,
    next_call,
    next_opening,
    quick,
    spread,
    start_of_day,
)

SHANGHAI = "Asia/Shanghai"


def local(text: str, zone: str = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_the_quick_times_are_those_people_ask_for():
    choices = quick(local("2026-03-04 10:20"), SHANGHAI)

    assert [(one.code, f"{one.due_at:%m-%d %H:%M}") for one in choices[1:]] == [
        ("AFTERNOON", "03-04 17:00"),
        ("TOMORROW", "03-05 10:00"),
        ("MONDAY", "03-09 10:00"),
    ]
    assert choices[0].due_at == local("2026-03-04 11:20")


@pytest.mark.parametrize("now", ["2026-03-04 16:45", "2026-03-04 20:00"])
def test_an_afternoon_that_is_over_is_not_offered(now):
    assert "AFTERNOON" not in [one.code for one in quick(local(now), SHANGHAI)]


def test_on_sunday_tomorrow_is_monday_and_is_offered_once():
    codes = [one.code for one in quick(local("2026-03-08 10:00"), SHANGHAI)]

    assert codes == ["HOUR", "AFTERNOON", "TOMORROW"]


@pytest.mark.parametrize(
    ("asked", "ringing"),
    [
        ("2026-03-04 10:15", "2026-03-04 10:15"),
        ("2026-03-04 12:40", "2026-03-04 14:00"),
        ("2026-03-04 19:31", "2026-03-05 09:00"),
        ("2026-03-04 03:00", "2026-03-04 09:00"),
    ],
)
def test_nobody_is_rung_at_midday_or_at_night(asked, ringing):
    assert next_call(local(asked), SHANGHAI) == local(ringing)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "ringing"),
    [
        ("2026-03-04 12:40", "2026-03-04 14:00"),
        ("2026-04-03 19:31", "2026-04-07 09:00"),  # 清明 and the Monday in lieu of it
    ],
)
def test_of_our_own_accord_nobody_is_rung_on_a_holiday(asked, ringing):
    assert next_opening(local(asked), SHANGHAI) == local(ringing)


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "Asia/Urumqi", "America/Sao_Paulo", "Europe/Berlin"]
)
def test_the_hours_are_those_of_the_clinic(zone):
    assert next_call(local("2026-03-29 02:30", zone), zone) == local(
        "2026-03-29 09:00", zone
    )
    assert start_of_day(local("2026-03-29 23:40", zone), zone) == local(
        "2026-03-29 00:00", zone
    )


def test_many_promises_are_spread_so_that_no_day_gets_more_than_it_can_do():
    windows = list(spread(5, first_on=date(2026, 3, 4), zone=SHANGHAI, a_day=2))

    assert [f"{due_at:%m-%d}" for _due_from, due_at in windows] == [
        "03-04",
        "03-04",
        "03-05",
        "03-05",
        "03-06",
    ]
    assert all(due_at - due_from == timedelta(hours=9) for due_from, due_at in windows)
    assert windows[0][0].astimezone(UTC).hour == 1


def test_the_last_call_of_a_day_is_when_the_hours_end():
    assert last_call(local("2026-03-04 10:20"), SHANGHAI) == local("2026-03-04 19:30")
