"""Waits by payer, first visit and value, in equal circumstances of need and hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.fair.behind import with_visits
from pulse.fair.compared import compared
from pulse.fair.groups import grouped_visits
from pulse.fair.told import About, Row, marked, rows_of
from pulse.fetch import Frame, fetched
from pulse.metrics.flow import waits as waited
from pulse.opened import Tables
from pulse.period import Period

FAR = 1.3
FEWEST = 20
# What a wait may rightly depend on, where the tables tell it.
NEED = ("clinic", "department", "urgency", "condition")
OURS = ("hour", "booked")


@dataclass(frozen=True)
class Median:
    """The median wait of a group as it is, before anything is adjusted for."""

    dim: str
    group: str
    n: int
    minutes: float | None

    def as_json(self) -> dict[str, Any]:
        minutes = None if self.minutes is None else round(self.minutes, 1)
        return {"by": self.dim, "group": self.group, "n": self.n, "median": minutes}


@dataclass(frozen=True)
class Waits:
    """Waits of groups: medians as they are, and ratios in equal circumstances.

    `adjusted_for` names what was held equal. Ratios are of the wait plus a minute;
    those of one clinic compare within it.
    """

    adjusted_for: tuple[str, ...]
    medians: tuple[Median, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "adjusted_for": list(self.adjusted_for),
            "medians": [one.as_json() for one in self.medians],
            "rows": [one.as_json() for one in self.rows],
        }


def waits(tables: Tables, period: Period) -> Waits | None:
    """How long groups of patients wait, beside others of the same need and hour.

    None where the visits do not tell arrival and being seen, or no group is told.
    """
    if tables.lacks(("visits.arrived_at", "visits.seen_at")):
        return None
    rows, dims = grouped_visits(tables, _rows(tables, period), period)
    if not dims:
        return None
    names = rows.collect_schema().names()
    alike = [one for one in (*NEED, *OURS) if one in names]
    rows = tables.engine.keep(rows)
    found: list[Row] = []
    for dim in dims:
        blank = Row(About.WAIT, dim, "", 0)
        found += rows_of(blank, compared(rows, "log_wait", dim, alike))
        if "clinic" in names:
            found += _by_clinic(rows, dim, alike)
    medians = [one for dim in dims for one in _medians(rows, dim)]
    told = tuple(
        with_visits(tables, one, rows, "wait", float)
        for one in marked(found, from_=FAR)
    )
    return Waits(tuple(alike), tuple(medians), told)


def _rows(tables: Tables, period: Period) -> Frame:
    rows = waited(tables.carrying(()), period).filter(~nw.col("wait").is_null())
    at = nw.col("arrived_at")
    if "booked_for" in rows.collect_schema().names():
        rows = rows.with_columns(booked=~nw.col("booked_for").is_null())
        at = nw.max_horizontal("arrived_at", "booked_for")
    return rows.with_columns(
        hour=at.dt.hour().cast(nw.Int64), log_wait=(nw.col("wait") + 1).log()
    )


def _by_clinic(rows: Frame, dim: str, alike: Sequence[str]) -> list[Row]:
    clinics = fetched(rows.select("clinic").unique().sort("clinic"))
    found: list[Row] = []
    for name in (row["clinic"] for row in clinics if row["clinic"] is not None):
        here = rows.filter(nw.col("clinic") == name)
        blank = Row(About.WAIT, dim, "", 0, clinic=str(name))
        found += rows_of(blank, compared(here, "log_wait", dim, alike))
    return found


def _medians(rows: Frame, dim: str) -> list[Median]:
    wait = nw.col("wait")
    told = rows.filter(~nw.col(dim).is_null()).group_by(dim)
    counts = told.agg(nw.len().alias("n"), wait.median().alias("median")).sort(dim)
    return [
        Median(
            dim, str(row[dim]), row["n"], row["median"] if row["n"] >= FEWEST else None
        )
        for row in fetched(counts)
    ]


def worst(found: Waits) -> Row | None:
    """The row that most asks for a look; none where none does."""
    asked = [one for one in found.rows if one.is_candidate]
    return max(asked, key=lambda one: one.estimate or 0.0, default=None)
