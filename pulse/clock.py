"""A zone's offset as plain arithmetic, where the moments' range is known.

DuckDB's own conversion asks its calendar for every row; over ten million rows that
costs more than all else. Between two known moments a zone changes its offset rarely.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

MOST_CHANGES = 40
MARGIN = timedelta(days=2)
SECOND = timedelta(seconds=1)


def offsets(zone: str, first: datetime, last: datetime) -> list[tuple[datetime, int]]:
    """From which moment on which offset holds, in seconds, between two moments."""
    place = ZoneInfo(zone)
    at = first - MARGIN
    found = [(at, _offset(at, place))]
    while at < last + MARGIN:
        after = at + timedelta(days=1)
        if _offset(after, place) != _offset(at, place):
            found.append((_change(at, after, place), _offset(after, place)))
        at = after
    return found


def _offset(at: datetime, place: ZoneInfo) -> int:
    behind = at.astimezone(place).utcoffset()
    return int(behind.total_seconds()) if behind else 0


def _change(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The second at which the offset changes, between two moments where it differs."""
    while after - before > SECOND:
        middle = before + (after - before) // 2
        if _offset(middle, place) == _offset(before, place):
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def wall_clock(name: str, zone: str, first: str, last: str) -> str | None:
    """SQL for the local time of a UTC moment; none where arithmetic will not do."""
    try:
        ends = [moment(first), moment(last)]
    except ValueError:
        return None
    changes = offsets(zone, ends[0], ends[1])
    if len(changes) > MOST_CHANGES:
        return None
    microseconds = str(changes[-1][1] * 1_000_000)
    if len(changes) > 1:
        cases = " ".join(
            f"WHEN epoch_us({name}) < {_epoch(later)} THEN {offset * 1_000_000}"
            for (_, offset), (later, _) in pairwise(changes)
        )
        microseconds = f"CASE {cases} ELSE {microseconds} END"
    return f"make_timestamp(epoch_us({name}) + {microseconds})"


def moment(stated: str) -> datetime:
    """A moment as Parquet states it; without an offset, in UTC."""
    at = datetime.fromisoformat(stated)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _epoch(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000
