"""Where the time of a visit goes: at each stage, and waiting before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.opened import Tables
from pulse.period import Period

A_MINUTE = 60
# Fewer steps are too few to tell a median of.
FEWEST = 10
GROUPS = ("station", "clinic", "department", "hour")


@dataclass(frozen=True)
class Minutes:
    """How minutes are spread: of how many, the half, nine in ten."""

    n: int
    median: float | None
    p90: float | None

    def as_json(self) -> dict[str, Any]:
        return {"n": self.n, "median": _tenth(self.median), "p90": _tenth(self.p90)}


@dataclass(frozen=True)
class Stage:
    """One stage, of all visits or of a group: the time in it and before it.

    `share` is its part of all the time of the visits that is known; `wait_share` that
    of the waiting before it.
    """

    stage: str
    entries: int
    inside: Minutes
    wait: Minutes
    share: float | None
    wait_share: float | None
    group: str | None = None

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"stage": self.stage, "entries": self.entries}
        if self.group is not None:
            told["group"] = self.group
        return told | {
            "inside": self.inside.as_json(),
            "wait": self.wait.as_json(),
            "share": _sixth(self.share),
            "wait_share": _sixth(self.wait_share),
        }


@dataclass(frozen=True)
class Stations:
    """The stages in the order they are come to, and the same by group."""

    stages: tuple[Stage, ...]
    by: dict[str, tuple[Stage, ...]]

    def as_json(self) -> dict[str, Any]:
        return {
            "stages": [one.as_json() for one in self.stages],
            "by": {dim: [one.as_json() for one in of] for dim, of in self.by.items()},
        }


def stations(tables: Tables, period: Period) -> Stations | None:
    """Time and waits per stage over the steps begun in a period.

    Without a table of steps there is none. By `station`, `clinic`, `department` and
    the `hour` the step began, where the tables tell them.
    """
    if "stage_entries" not in tables:
        return None
    rows = spells(tables).filter(period.covers("day"))
    names = rows.collect_schema().names()
    stages = _stages(fetched(_told(rows, ["stage"])))
    order = {one.stage: at for at, one in enumerate(stages)}
    by = {}
    for dim in GROUPS:
        if dim in names:
            named = rows.filter(~nw.col(dim).is_null())
            found = _stages(fetched(_told(named, ["stage", dim])), dim)
            by[dim] = tuple(sorted(found, key=lambda one: _order(one, order)))
    return Stations(stages, by)


def _order(one: Stage, order: dict[str, int]) -> tuple[str, int]:
    return str(one.group), order[one.stage]


def spells(tables: Tables) -> Frame:
    """Each step with `start`, `end`, the minutes `inside` and the `wait` before.

    A step starts when somebody is with the patient, and where that is not told, when
    it was entered. One without an end lasts until the visit's next; the last such is
    not timed. The wait is counted from the end of what came before, or the arrival.
    """
    return tables.once("spells", lambda: _spells(tables))


def _spells(tables: Tables) -> Frame:
    columns = tables.columns["stage_entries"]
    rows = tables.carrying(()).rows("stage_entries")
    start, end = nw.col("entered_at"), nw.lit(None).cast(nw.Datetime("us"))
    if "begun_at" in columns:
        start = nw.coalesce("begun_at", "entered_at")
    if "left_at" in columns:
        end = nw.col("left_at")
    rows = rows.with_columns(start=start, end=end)
    in_order = {"order_by": ["entered_at", "start", "stage"]}
    following = nw.col("entered_at").shift(-1).over("visit_id", **in_order)
    rows = rows.with_columns(end=nw.coalesce(nw.col("end"), following))
    so_far = nw.col("end").cum_max().over("visit_id", **in_order)
    rows = rows.with_columns(so_far=so_far)
    rows = rows.with_columns(
        before=nw.col("so_far").shift(1).over("visit_id", **in_order)
    )
    rows = _of_the_visit(tables, rows)
    since = nw.coalesce("before", "arrived_at")
    gap = (nw.col("start") - since).dt.total_seconds() / A_MINUTE
    stay = (nw.col("end") - nw.col("start")).dt.total_seconds() / A_MINUTE
    return rows.with_columns(
        inside=nw.when(stay >= 0).then(stay),
        wait=nw.when(gap >= 0).then(gap).when(gap < 0).then(nw.lit(0.0)),
        hour=nw.col("start").dt.hour().cast(nw.Int64),
    )


def _of_the_visit(tables: Tables, rows: Frame) -> Frame:
    """The steps with their visit's clinic, department and arrival, where told."""
    nobody = nw.lit(None).cast(nw.Datetime("us")).alias("arrived_at")
    if "visits" not in tables:
        return rows.with_columns(nobody)
    own = tables.columns["stage_entries"]
    told = [
        one
        for one in ("clinic", "department", "arrived_at")
        if one in tables.columns["visits"] and one not in own
    ]
    of_visits = tables["visits"].select("visit_id", *told)
    rows = rows.join(of_visits, on="visit_id", how="left")
    return rows if "arrived_at" in told else rows.with_columns(nobody)


def _told(rows: Frame, dims: Sequence[str]) -> Frame:
    sums = []
    for one in ("inside", "wait"):
        minutes = nw.col(one)
        sums += [
            minutes.count().alias(f"{one} n"),
            minutes.median().alias(f"{one} median"),
            minutes.quantile(0.9, interpolation="linear").alias(f"{one} p90"),
            minutes.sum().alias(f"{one} sum"),
        ]
    since = (nw.col("start") - nw.col("first")).dt.total_seconds().mean()
    first = nw.col("start").min().over("visit_id").alias("first")
    return (
        rows.with_columns(first)
        .group_by(*dims)
        .agg(nw.len().alias("entries"), since.alias("since"), *sums)
    )


def _stages(
    rows: Sequence[dict[str, Any]], dim: str | None = None
) -> tuple[Stage, ...]:
    """Shares are of the group's own time."""
    whole: dict[object, float] = {}
    for row in rows:
        group = row[dim] if dim else None
        minutes = float(row["inside sum"] or 0) + float(row["wait sum"] or 0)
        whole[group] = whole.get(group, 0.0) + minutes
    in_order = sorted(rows, key=lambda row: (row["since"], row["stage"]))
    return tuple(_stage(row, dim, whole) for row in in_order)


def _stage(row: dict[str, Any], dim: str | None, whole: dict[object, float]) -> Stage:
    group = row[dim] if dim else None
    time = whole[group]
    shares = [
        float(row[f"{one} sum"] or 0) / time if time else None
        for one in ("inside", "wait")
    ]
    return Stage(
        stage=str(row["stage"]),
        entries=int(row["entries"]),
        inside=_minutes(row, "inside"),
        wait=_minutes(row, "wait"),
        share=shares[0],
        wait_share=shares[1],
        group=_named(group),
    )


def _named(group: object) -> str | None:
    """An hour as the clock writes it, anything else as it is."""
    if group is None:
        return None
    return f"{group:02}" if isinstance(group, int) else str(group)


def _minutes(row: dict[str, Any], one: str) -> Minutes:
    n = int(row[f"{one} n"])
    if n < FEWEST:
        return Minutes(n, None, None)
    return Minutes(n, float(row[f"{one} median"]), float(row[f"{one} p90"]))


def _tenth(minutes: float | None) -> float | None:
    return None if minutes is None else round(minutes, 1)


def _sixth(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
