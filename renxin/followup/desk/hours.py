"""When we ring: in the hours of the house, never on a holiday; or when they asked."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from renxin.clinics.models import Clinic
from renxin.clinics.models.calendar_day import Kind
from renxin.clinics.workdays import days_of
from renxin.followup import policy as following
from renxin.promises import policy
from renxin.promises.windows import next_call

HOLIDAYS = frozenset({Kind.HOLIDAY, Kind.BRIDGE})
LONGEST = 16  # days; no feast lasts as long


def may_ring(clinic: Clinic, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(clinic.zone))
    inside = any(
        opens <= local.time() < closes for opens, closes in policy.calls().hours
    )
    return inside and local.date() not in holidays(local.date(), local.date())


def next_opening(clinic: Clinic, at: datetime) -> datetime:
    """The first moment from then on at which we may ring there."""
    first = at.astimezone(ZoneInfo(clinic.zone)).date()
    closed = holidays(first, first + timedelta(days=LONGEST))
    moment = next_call(at, clinic.zone)
    while (day := moment.astimezone(ZoneInfo(clinic.zone)).date()) in closed:
        morning = datetime.combine(
            day + timedelta(days=1), time(0), ZoneInfo(clinic.zone)
        )
        moment = next_call(morning, clinic.zone)
    return moment


def may_ask_for(clinic: Clinic, at: datetime) -> bool:
    """A time the patient asked for themselves goes before the rest at noon."""
    opens, closes = following.calls().asked
    return opens <= at.astimezone(ZoneInfo(clinic.zone)).time() <= closes


def holidays(first: date, last: date) -> set[date]:
    return {day for day, one in days_of(first, last).items() if one.kind in HOLIDAYS}
