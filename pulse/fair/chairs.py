"""Whether plans grow where chairs stand empty."""

from dataclasses import dataclass
from math import erfc, exp, sqrt
from typing import Any

import narwhals as nw

from pulse.fair.told import FEWEST_ASKED, SURE, About, Row
from pulse.fetch import Frame, fetched
from pulse.interval import Z_95
from pulse.metrics.capacity import CHAIR
from pulse.opened import Tables
from pulse.period import Period

TEN_POINTS = 0.1


@dataclass(frozen=True)
class Slope:
    """How a weighted line rises, of so many days."""

    days: int
    plans: int
    rise: float
    error: float


def empty_chairs(tables: Tables, period: Period) -> tuple[Row, ...]:
    """How much larger plans are for each ten points more of chairs' time left empty.

    A plan counts against the usual of its condition and clinic, day by day; a clinic's
    day is empty as far as its chairs' open minutes were not used. A rise is no proof of
    anything: sick people may come on quiet days.
    """
    days = fetched(_days(tables, period))
    by_clinic: dict[str, list[dict[str, Any]]] = {}
    for row in days:
        by_clinic.setdefault(str(row["clinic"]), []).append(row)
    slopes = {name: _slope(rows) for name, rows in sorted(by_clinic.items())}
    told = [one for one in slopes.values() if one is not None]
    return tuple(_row(name, one, len(told)) for name, one in slopes.items() if one)


def _days(tables: Tables, period: Period) -> Frame:
    """One row a clinic and day: how empty, and how far its plans are above usual."""
    used, opened = nw.col("used_minutes"), nw.col("open_minutes")
    chairs = tables.carrying(()).rows("capacity")
    chairs = chairs.filter(
        period.covers("day") & (nw.col("kind") == CHAIR) & ~used.is_null()
    )
    open_days = chairs.group_by("clinic", "day").agg(used.sum(), opened.sum())
    open_days = open_days.filter(opened > 0).with_columns(empty=1 - used / opened)
    plans = tables.carrying(()).rows("plans").filter(period.covers("day"))
    plans = plans.filter((nw.col("value") > 0) & ~nw.col("clinic").is_null())
    log = nw.col("value").cast(nw.Float64).log()
    alike = (
        ["clinic", "condition"]
        if "condition" in tables.columns["plans"]
        else ["clinic"]
    )
    plans = plans.with_columns(size=log).with_columns(
        above=nw.col("size") - nw.col("size").mean().over(*alike)
    )
    of_days = plans.group_by("clinic", "day").agg(
        nw.col("above").mean(), nw.len().alias("plans")
    )
    both = of_days.join(open_days, on=["clinic", "day"], how="inner")
    return both.select("clinic", "day", "above", "plans", "empty").sort("clinic", "day")


def _slope(rows: list[dict[str, Any]]) -> Slope | None:
    """The line of least squares, each day weighing as many as its plans.

    The error is that of days that differ in their spread (White, 1980).
    """
    weight = [float(row["plans"]) for row in rows]
    across = [float(row["empty"]) for row in rows]
    up = [float(row["above"]) for row in rows]
    whole = sum(weight)
    middle_x = sum(w * x for w, x in zip(weight, across, strict=True)) / whole
    middle_y = sum(w * y for w, y in zip(weight, up, strict=True)) / whole
    spread = sum(w * (x - middle_x) ** 2 for w, x in zip(weight, across, strict=True))
    if len(rows) < FEWEST_ASKED or spread <= 0:
        return None
    told = list(zip(weight, across, up, strict=True))
    rise = sum(w * (x - middle_x) * (y - middle_y) for w, x, y in told) / spread
    noise = sum(
        (w * (x - middle_x) * (y - middle_y - rise * (x - middle_x))) ** 2
        for w, x, y in told
    )
    error = sqrt(noise * len(rows) / (len(rows) - 2)) / spread
    return Slope(len(rows), round(whole), rise, error)


def _row(clinic: str, found: Slope, looked_at: int) -> Row:
    from_, to = (found.rise + way * Z_95 * found.error for way in (-1, 1))
    ratio, low, high = (exp(TEN_POINTS * one) for one in (found.rise, from_, to))
    p = erfc(abs(found.rise) / found.error / sqrt(2)) if found.error else 1.0
    return Row(
        About.EMPTY_CHAIRS,
        "clinic",
        clinic,
        found.plans,
        estimate=ratio,
        low=low,
        high=high,
        p=p,
        is_candidate=found.rise > 0 and p < SURE / looked_at,
    )
