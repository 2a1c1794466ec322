"""The clinic's own clock: what people type is its time, wherever they sit."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from renxin.booking.refusals import NotATime
from renxin.clinics.clock import MIDNIGHT


def moment(day: date, clock: time, zone: str) -> datetime:
    """That time of that day; a time the clocks skip or repeat is refused.

    In UTC: what is reckoned from it are minutes that pass, not the wall's.
    """
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise NotATime
    return local.astimezone(UTC)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def minute_of(moment: datetime, day: date, zone: ZoneInfo) -> int:
    """Minutes on the wall clock since that day began there, within the day."""
    local = moment.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else MIDNIGHT
    return local.hour * 60 + local.minute
