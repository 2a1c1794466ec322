"""When an event happened, however a log writes it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199
# Seconds since 1970 of any day worth a log have at most ten digits; milliseconds more.
MILLISECONDS_FROM = 100_000_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(written: str, zone: ZoneInfo) -> datetime | None:
    """The clinic's own clock at a moment: ISO 8601, or seconds since 1970.

    Without an offset the moment is the clinic's. None where it is no moment.
    """
    try:
        at = _since_1970(float(written))
    except (ValueError, OverflowError):
        try:
            at = datetime.fromisoformat(written.replace("/", "-"))
        except ValueError:
            return None
    try:
        clock = at.astimezone(zone).replace(tzinfo=None) if at.tzinfo else at
    except OverflowError:
        return None
    return clock if FIRST_YEAR <= clock.year <= LAST_YEAR else None


def _since_1970(number: float) -> datetime:
    seconds = number / 1000 if abs(number) >= MILLISECONDS_FROM else number
    return EPOCH + timedelta(seconds=seconds)
