"""Times of the clinic's day, as minutes since its midnight; 1440 is the next one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MIDNIGHT = 24 * 60


def minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def end_minute_of(clock: time) -> int:
    """The same for the end of a stretch: 00:00 is the midnight that ends the day."""
    return minute_of(clock) or MIDNIGHT


def told(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def in_short(moment: str) -> str:
    """A moment that a fact wrote down, on the clock of the desk that reads it."""
    return f"{timezone.localtime(datetime.fromisoformat(moment)):%m-%d %H:%M}"


def moment(day: date, minute: int, zone: str) -> datetime:
    """That time by the clock on the wall, also on days on which clocks are changed."""
    whole, left = divmod(minute, MIDNIGHT)
    clock = time(left // 60, left % 60)
    return datetime.combine(day + timedelta(days=whole), clock, ZoneInfo(zone))
