"""A day in the house, quarter hour by quarter hour: how many are at which stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import narwhals as nw

from pulse.fetch import fetched
from pulse.opened import Tables
from pulse.period import Period
from pulse.stations import spells

QUARTER = timedelta(minutes=15)
QUARTERS = 96
WAITING = "WAITING"


@dataclass(frozen=True)
class DayFlow:
    """How many people were where, on average over each quarter hour of a day.

    `stages` are in the order they are come to; who is between two stages is waiting.
    The quarters run from the first with anybody in the house to the last.
    """

    day: date
    first: int
    stages: dict[str, tuple[float, ...]]

    @property
    def hours(self) -> list[str]:
        """The clock at the start of each quarter hour."""
        many = len(next(iter(self.stages.values()), ()))
        return [_clock(self.first + at) for at in range(many)]

    def most(self) -> tuple[str, str, float]:
        """The stage with the most people at one time, when, and how many.

        Waiting is no place; it counts where there is nothing else.
        """
        places = {one: row for one, row in self.stages.items() if one != WAITING}
        return max(
            (
                (stage, self.hours[at], people)
                for stage, row in (places or self.stages).items()
                for at, people in enumerate(row)
            ),
            key=lambda told: told[2],
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "from": _clock(self.first),
            "minutes": 15,
            "stages": {
                stage: [round(one, 2) for one in row]
                for stage, row in self.stages.items()
            },
        }


def busiest_day(tables: Tables, period: Period) -> date | None:
    """The day of a period on which the most steps began; the earliest of equals."""
    if "stage_entries" not in tables:
        return None
    begun = spells(tables).filter(period.covers("day"))
    counts = begun.group_by("day").agg(nw.len().alias("steps"))
    rows = fetched(counts.sort("steps", "day", descending=[True, False]).head(1))
    return rows[0]["day"] if rows else None


def day_flow(tables: Tables, day: date) -> DayFlow | None:
    """Who was where on one day; none where no step of the day is timed."""
    opens = datetime.combine(day, time())
    closes = opens + timedelta(days=1)
    here = (nw.col("start") < nw.lit(closes)) & (nw.col("end") > nw.lit(opens))
    rows = fetched(
        spells(tables)
        .with_columns(first=nw.col("start").min().over("visit_id"))
        .filter(here)
        .select("visit_id", "stage", "start", "end", "wait", "first")
        .sort("start", "visit_id", "stage")
    )
    found: dict[str, list[float]] = {}
    for row in rows:
        start, end = row["start"], row["end"]
        waited = start - timedelta(minutes=row["wait"] or 0)
        _stay(found, WAITING, (waited - opens, start - opens))
        _stay(found, row["stage"], (start - opens, end - opens))
    return _trimmed(day, found, _in_order(rows))


def _in_order(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The stages as they are come to: by how far into their visits they start."""
    since: dict[str, list[timedelta]] = {}
    for row in rows:
        since.setdefault(row["stage"], []).append(row["start"] - row["first"])
    middle = {
        stage: sum(all_, timedelta()) / len(all_) for stage, all_ in since.items()
    }
    return sorted(middle, key=lambda stage: (middle[stage], stage))


def _stay(
    found: dict[str, list[float]], stage: str, span: tuple[timedelta, timedelta]
) -> None:
    """Add one stay to the quarters it touches, in proportion."""
    begin, end = (min(max(one / QUARTER, 0.0), float(QUARTERS)) for one in span)
    if end <= begin:
        return
    row = found.setdefault(stage, [0.0] * QUARTERS)
    for at in range(int(begin), min(int(end) + 1, QUARTERS)):
        row[at] += max(0.0, min(end, at + 1) - max(begin, at))


def _trimmed(
    day: date, found: dict[str, list[float]], come_to: Sequence[str]
) -> DayFlow | None:
    used = [at for at in range(QUARTERS) if any(row[at] for row in found.values())]
    if not used:
        return None
    order = [WAITING, *come_to]
    return DayFlow(
        day=day,
        first=used[0],
        stages={
            stage: tuple(found[stage][used[0] : used[-1] + 1])
            for stage in order
            if stage in found
        },
    )


def _clock(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"
