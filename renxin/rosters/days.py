"""The clinic's days as stretches of time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.clinics.clock import MIDNIGHT, moment
from renxin.rosters.spans import DateTimeTZRange, span

WEEK = 7
HOUR = timedelta(hours=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def whole(first: date, zone: str, last: date | None = None) -> DateTimeTZRange:
    """From the first midnight to the last; a day of 23 or 25 hours is whole too."""
    return span(moment(first, 0, zone), moment(last or first, MIDNIGHT, zone))


def hours_of(during: DateTimeTZRange, zone: ZoneInfo) -> Iterator[datetime]:
    """The full hours of the wall clock that a stretch touches, in UTC.

    On the wall an hour that comes twice would be one.
    """
    first = during.lower.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    hour = first.astimezone(UTC)
    while hour < during.upper:
        yield hour
        hour += HOUR
