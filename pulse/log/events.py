"""Reading an event log: starts and completions paired into steps of visits.

A log has a row an event: whose (the case), what (the activity), when, and mostly
whether it started or was complete. One without lifecycle says only when a step began.
"""

import csv
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pulse.files import Unreadable, as_utf8, header, opened
from pulse.log.columns import Columns
from pulse.log.moments import moment

START, COMPLETE = "start", "complete"
LIFECYCLES = {
    "start": START,
    "started": START,
    "begin": START,
    "complete": COMPLETE,
    "completed": COMPLETE,
    "end": COMPLETE,
}


@dataclass(frozen=True)
class Event:
    case: str
    activity: str
    at: datetime
    lifecycle: str
    instance: str
    resource: str


@dataclass(frozen=True)
class Entry:
    """One step of a visit; without an end where the log tells none."""

    visit_id: str
    stage: str
    entered_at: datetime
    left_at: datetime | None
    by: str


@dataclass(frozen=True)
class Log:
    """What became of a log: its steps, and each row that is part of none, with why."""

    entries: tuple[Entry, ...]
    rows: int
    why: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(self.why.values())

    @property
    def cases(self) -> int:
        return len({one.visit_id for one in self.entries})


def entries(
    path: Path, workroom: Path, *, zone: ZoneInfo, asked: Mapping[str, str | None]
) -> Log:
    """The steps an event log tells of. Moments come out in the clinic's own clock."""
    whole = as_utf8(path, workroom)
    names, delimiter = header(whole)
    columns = Columns.found(names, asked)
    why: Counter[str] = Counter()
    events = []
    count = 0
    for row in _rows(whole, delimiter):
        count += 1
        told = _event(row, columns, zone)
        if isinstance(told, Event):
            events.append(told)
        else:
            why[told] += 1
    found = sorted(_paired(events, why), key=_order)
    return Log(tuple(found), count, dict(why.most_common()))


def _rows(whole: Path, delimiter: str) -> Iterator[list[str]]:
    with opened(whole) as file:
        rows = csv.reader(file, delimiter=delimiter)
        try:
            next(rows)
            yield from rows
        except csv.Error as broken:
            raise Unreadable(f"`{whole}` is not a CSV file.") from broken


def _event(row: Sequence[str], columns: Columns, zone: ZoneInfo) -> Event | str:
    """The event a row tells of, or why it tells of none."""
    if len(row) != columns.wide:
        return "not as many cells as the header"
    case, activity = columns.cell(row, "case"), columns.cell(row, "activity")
    if not case or not activity:
        return "no case" if not case else "no activity"
    at = moment(columns.cell(row, "time"), zone)
    if at is None:
        return "impossible time"
    lifecycle = START
    if "lifecycle" in columns.places:
        said = columns.cell(row, "lifecycle").lower()
        if said not in LIFECYCLES:
            return "neither a start nor a completion"
        lifecycle = LIFECYCLES[said]
    instance = columns.cell(row, "instance")
    return Event(case, activity, at, lifecycle, instance, columns.cell(row, "resource"))


def _paired(events: Iterable[Event], why: Counter[str]) -> list[Entry]:
    """Each start with the completion of its instance, else with the next one."""
    groups: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for one in events:
        groups[(one.case, one.activity, one.instance)].append(one)
    found = []
    for (_, _, instance), group in groups.items():
        starts = deque(_in_time(one for one in group if one.lifecycle == START))
        ends = deque(_in_time(one for one in group if one.lifecycle == COMPLETE))
        if instance and (len(starts) > 1 or len(ends) > 1):
            # One instance starts once: what comes after the first is said twice.
            why["said twice"] += max(0, len(starts) - 1) + max(0, len(ends) - 1)
            starts, ends = deque(list(starts)[:1]), deque(list(ends)[:1])
        found += _steps(starts, ends, why)
    return found


def _in_time(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda one: one.at)


def _steps(starts: deque[Event], ends: deque[Event], why: Counter[str]) -> list[Entry]:
    found = []
    while starts:
        start = starts.popleft()
        while ends and ends[0].at < start.at:
            why["complete before it started"] += 1
            ends.popleft()
        following = starts[0].at if starts else None
        is_its_own = ends and (following is None or ends[0].at <= following)
        left = ends.popleft().at if is_its_own else None
        found.append(Entry(start.case, start.activity, start.at, left, start.resource))
    if ends:
        why["complete, and never started"] += len(ends)
    return found


def _order(one: Entry) -> tuple[datetime, str, str]:
    return one.entered_at, one.visit_id, one.stage
