"""When something may be said: the hours of the recipient's own clock, and feasts."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from renxin.clinics.workdays import statutory
from renxin.voice.models import Message
from renxin.voice.outbox import policy

# Nobody is courted on these: New Year's Eve to the third day, and Tomb-Sweeping Day.
QUIET_FEASTS = frozenset({"春节", "清明节"})
DAYS_AHEAD = 10


def opens(message: Message, at: datetime, zone: str = "") -> datetime | None:
    """When it may be said next; None when that is now.

    On the clock they live by, which is their clinic's where nobody knows another.
    """
    if message.clinic is None:
        return None
    manners = policy.manners(message.purpose)
    local = at.astimezone(ZoneInfo(zone or message.clinic.zone))
    for ahead in range(DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        if manners.asks_first and is_quiet(day):
            continue
        if ahead or local.time() < manners.opens:
            return _at(day, manners.opens, local)
        if local.time() < manners.closes:
            return None
    return _at(local.date() + timedelta(days=DAYS_AHEAD), manners.opens, local)


def is_quiet(day: date) -> bool:
    return statutory(day.year).get(day) in QUIET_FEASTS


def _at(day: date, clock: time, local: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=local.tzinfo)
