"""Examinations of one kind repeated on one patient within days."""

from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from pulse.fair.compared import compared
from pulse.fair.told import About, Case, Row, Scale, marked, rows_of
from pulse.fetch import Frame, fetched
from pulse.hidden import may_be_named
from pulse.interval import wilson
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import indicator

DAYS = 30
# Kinds that need not be made again for longer.
LONGER = {"CBCT": 90}
FAR = 0.05
SHOWN = 20


@dataclass(frozen=True)
class Repeats:
    """Of one kind: how many followed one of the same kind within so many days."""

    kind: str
    days: int
    part: int
    whole: int

    def as_json(self) -> dict[str, Any]:
        value = self.part / self.whole if self.whole else None
        low, high = wilson(self.part, self.whole) or (None, None)
        told: dict[str, Any] = {"kind": self.kind, "days": self.days}
        told |= {"part": self.part, "whole": self.whole}
        return told | {
            key: None if one is None else round(one, 6)
            for key, one in {"value": value, "low": low, "high": high}.items()
        }


@dataclass(frozen=True)
class Repeated:
    """Repeats by kind and by doctor, and the latest of them as cases."""

    kinds: tuple[Repeats, ...]
    doctors: tuple[Row, ...]
    cases: tuple[Case, ...]
    hidden: int

    def as_json(self) -> dict[str, Any]:
        return {
            "kinds": [one.as_json() for one in self.kinds],
            "doctors": [one.as_json() for one in self.doctors],
            "cases": [one.as_json() for one in self.cases],
            "hidden_cases": self.hidden,
        }


def repeats(tables: Tables, period: Period) -> Repeated:
    """Reports of the period that followed one of the same kind too soon.

    Reports without a kind are not counted; the one before may lie before the period.
    """
    rows = tables.engine.keep(_reports(tables).filter(period.covers("day")))
    counts = rows.group_by("kind").agg(
        nw.col("is_repeat").sum().cast(nw.Int64).alias("part"),
        nw.len().cast(nw.Int64).alias("whole"),
    )
    kinds = tuple(
        Repeats(str(row["kind"]), days_of(str(row["kind"])), row["part"], row["whole"])
        for row in fetched(counts.sort("kind"))
    )
    cases, hidden = _cases(tables, rows)
    return Repeated(kinds, _doctors(tables, rows), cases, hidden)


def days_of(kind: str) -> int:
    return LONGER.get(kind.upper(), DAYS)


def _reports(tables: Tables) -> Frame:
    rows = tables.carrying(()).rows("reports").filter(~nw.col("kind").is_null())
    before = (
        nw.col("day").shift(1).over("patient_id", "kind", order_by=["day", "report_id"])
    )
    rows = rows.with_columns(before=before)
    # As moments: engines disagree on what one day less another is.
    at, then = (nw.col(one).cast(nw.Datetime("us")) for one in ("day", "before"))
    since = (at - then).dt.total_minutes() / (24 * 60)
    limit: nw.Expr = nw.lit(DAYS)
    for kind, days in LONGER.items():
        is_kind = nw.col("kind").str.to_uppercase() == kind
        limit = nw.when(is_kind).then(nw.lit(days)).otherwise(limit)
    rows = rows.with_columns(since=since, limit=limit)
    return rows.with_columns(is_repeat=indicator(nw.col("since") <= nw.col("limit")))


def _doctors(tables: Tables, rows: Frame) -> tuple[Row, ...]:
    if tables.lacks(("reports.doctor",)):
        return ()
    blank = Row(About.REPEATS, "doctor", "", 0, Scale.POINTS)
    found = marked(
        rows_of(blank, compared(rows, "is_repeat", "doctor", ["kind"])), from_=FAR
    )
    return tuple(
        _with_cases(tables, rows, one) if one.is_candidate else one for one in found
    )


def _with_cases(tables: Tables, rows: Frame, one: Row) -> Row:
    cases, hidden = _cases(tables, rows.filter(nw.col("doctor") == one.group))
    return replace(one, cases=cases, hidden=hidden)


def _cases(tables: Tables, rows: Frame) -> tuple[tuple[Case, ...], int]:
    repeated = may_be_named(tables, rows.filter(nw.col("is_repeat") == 1))
    latest = fetched(
        repeated.sort("day", "report_id", descending=[True, False])
        .select("patient_id", "kind", "day", "since", "named")
        .head(SHOWN)
    )
    cases = tuple(
        Case(
            str(row["patient_id"]),
            str(row["kind"]),
            str(row["day"]),
            amount=float(row["since"]),
            usual=float(days_of(str(row["kind"]))),
        )
        for row in latest
        if row["named"]
    )
    return cases, len(latest) - len(cases)
