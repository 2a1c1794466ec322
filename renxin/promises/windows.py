"""When something may be due: the quick choices, the hours we ring, a spread."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.calendar_day import Kind
from renxin.clinics.workdays import days_of
from renxin.promises import policy

# A promise comes to the desk this long before it is due.
LEAD = timedelta(minutes=30)
AFTERNOON, MORNING = time(17), time(10)
HOLIDAYS = frozenset({Kind.HOLIDAY, Kind.BRIDGE})
LONGEST = 16  # days; no feast lasts as long
DAY_OPENS, DAY_CLOSES = time(9), time(18)


@dataclass(frozen=True)
class Quick:
    """A time that one key chooses."""

    code: str
    label: str | LazyText
    due_at: datetime


def quick(now: datetime, zone: str) -> list[Quick]:
    """The times people ask for; one that is over, or nearly, is not offered."""
    local = now.astimezone(ZoneInfo(zone))
    tomorrow = local.date() + timedelta(days=1)
    monday = local.date() + timedelta(days=7 - local.weekday())
    choices = [
        Quick("HOUR", _("In one hour"), now + timedelta(hours=1)),
        Quick("AFTERNOON", _("Today 17:00"), _at(local.date(), AFTERNOON, zone)),
        Quick("TOMORROW", _("Tomorrow 10:00"), _at(tomorrow, MORNING, zone)),
    ]
    if monday != tomorrow:
        choices.append(Quick("MONDAY", _("Monday 10:00"), _at(monday, MORNING, zone)))
    return [one for one in choices if one.due_at >= now + LEAD]


def next_call(after: datetime, zone: str) -> datetime:
    """The first moment from then on at which we may ring."""
    local = after.astimezone(ZoneInfo(zone))
    for opens, closes in policy.calls().hours:
        if local.time() <= closes:
            at = max(local.time(), opens)
            return _at(local.date(), at, zone)
    opens = policy.calls().hours[0][0]
    return _at(local.date() + timedelta(days=1), opens, zone)


def next_opening(after: datetime, zone: str) -> datetime:
    """The same, and on no holiday: when we ring of our own accord."""
    first = after.astimezone(ZoneInfo(zone)).date()
    closed = holidays(first, first + timedelta(days=LONGEST))
    moment = next_call(after, zone)
    while (day := moment.astimezone(ZoneInfo(zone)).date()) in closed:
        moment = next_call(_at(day + timedelta(days=1), time(0), zone), zone)
    return moment


def holidays(first: date, last: date) -> set[date]:
    return {day for day, one in days_of(first, last).items() if one.kind in HOLIDAYS}


def last_call(on: datetime, zone: str) -> datetime:
    """The last moment of that day at which we may ring."""
    _opens, closes = policy.calls().hours[-1]
    return _at(on.astimezone(ZoneInfo(zone)).date(), closes, zone)


def spread(
    count: int, *, first_on: date, zone: str, a_day: int
) -> Iterator[tuple[datetime, datetime]]:
    """Whole days for many promises, so that no day gets more than it can do."""
    for place in range(count):
        day = first_on + timedelta(days=place // a_day)
        yield _at(day, DAY_OPENS, zone), _at(day, DAY_CLOSES, zone)


def start_of_day(moment: datetime, zone: str) -> datetime:
    return _at(moment.astimezone(ZoneInfo(zone)).date(), time(0), zone)


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
