"""Who was with us and is not any more, as some day begins."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.opened import MONTH, Tables
from pulse.panel import REACH, any_bit, booked, counts_by_month, origin, seen, standing
from pulse.period import Period, month_index, month_start, months_later
from pulse.share import Ratio, Share

WINDOW = 12


@dataclass(frozen=True)
class Attrition:
    """Every patient as a day begins: active a year ago, lost since or not."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        if MONTH not in dims:
            return self._at(self.period.end, dims).by(*dims)
        others = tuple(dim for dim in dims if dim != MONTH)
        return nw.concat(
            [
                self._at(end, others)
                .by(*others)
                .with_columns(nw.lit(month_index(end) - 1).cast(nw.Int64).alias(MONTH))
                for end in map(_after, self.period.months())
            ]
        )

    def told(self, *dims: str) -> list[dict[str, Any]]:
        """As `by`; months alone are counted in one pass over the panel."""
        ends = [_after(month) for month in self.period.months()]
        if dims != (MONTH,) or not all(map(self._is_in_reach, ends)):
            return fetched(self.by(*dims))
        panel = _with_bookings(self.tables, self.period.end)
        return counts_by_month(
            panel,
            {month_index(end) - 1: _state(self.tables, self._bit(end)) for end in ends},
        )

    def members(self, *dims: str) -> Frame:
        others = [dim for dim in dims if dim != MONTH]
        lost = standing_of(self.tables, self.period.end).members(*others)
        month = nw.lit(month_index(self.period.end) - 1).cast(nw.Int64)
        return lost.with_columns(month.alias(MONTH)) if MONTH in dims else lost

    def _at(self, end: date, dims: tuple[str, ...]) -> Ratio:
        if dims or not self._is_in_reach(end):
            return standing_of(self.tables, end)
        return _by_bits(self.tables, self.period.end, self._bit(end))

    def _bit(self, end: date) -> int:
        return month_index(end) - origin(self.period.end)

    def _is_in_reach(self, end: date) -> bool:
        is_first = end.day == 1 == self.period.end.day
        return is_first and self._bit(end) >= 2 * WINDOW


def _after(month: int) -> date:
    return month_start(month + 1)


def _by_bits(tables: Tables, panel_end: date, bit: int) -> Ratio:
    """The state at the start of month `bit` of the panel."""
    is_lost, was_active = _state(tables, bit)
    return Share(_with_bookings(tables, panel_end), is_lost, among=was_active)


def _state(tables: Tables, bit: int) -> tuple[nw.Expr, nw.Expr]:
    """Whether a patient is lost at the start of month `bit`, and was active at all."""
    was_active = any_bit("months", bit - 2 * WINDOW, WINDOW)
    is_lost = was_active & ~any_bit("months", bit - WINDOW, WINDOW)
    if "appointments" in tables:
        is_lost &= ~any_bit("booked", bit, 1)
    return is_lost, was_active


def _with_bookings(tables: Tables, end: date) -> Frame:
    def make() -> Frame:
        panel = seen(tables, end).select("patient_id", "months")
        if "appointments" not in tables:
            return panel
        with_bookings = panel.join(booked(tables, end), on="patient_id", how="left")
        return with_bookings.with_columns(nw.col("booked").fill_null(0))

    return tables.once(("months and bookings", month_index(end)), make)


def lost(tables: Tables, end: date) -> Frame:
    """The patients lost as a day begins, each with the moment they were last seen."""
    tables = tables.carrying(())
    if end.day != 1:
        share = standing_of(tables, end)
        return share.rows.filter(share.part > 0).select("patient_id", "last_at")
    state = _by_bits(tables, end, REACH)
    gone = state.rows.filter(state.part > 0).select("patient_id")
    opening = Period(months_later(end, -2 * WINDOW), months_later(end, -WINDOW))
    visits = tables.rows("visits").filter(opening.covers("day"))
    last = visits.group_by("patient_id").agg(nw.col("began_at").max().alias("last_at"))
    return gone.join(last, on="patient_id", how="inner")


def standing_of(tables: Tables, end: date) -> Share:
    """The same by the days themselves, for any end and any columns to group by.

    One row a patient active in the year before the last, with their last visit in it:
    `last_at`, the groups of that visit, and `came_back` or `has_booking` where so.
    """
    opening = Period(months_later(end, -2 * WINDOW), months_later(end, -WINDOW))
    since = Period(opening.end, end)
    visits = tables.rows("visits")
    active = last_of_each(visits.filter(opening.covers("day")), tables.own_dims())
    back = marked(visits.filter(since.covers("day")), "came_back")
    rows = active.join(back, on="patient_id", how="left")
    is_lost = nw.col("came_back").is_null()
    if "appointments" in tables:
        ahead = standing(tables).filter(
            (nw.col("day") >= nw.lit(end)) & _was_made_before(end)
        )
        rows = rows.join(marked(ahead, "has_booking"), on="patient_id", how="left")
        is_lost &= nw.col("has_booking").is_null()
    return Share(rows, is_lost)


def _was_made_before(end: date) -> nw.Expr:
    made = nw.col("booked_on") < nw.lit(end)
    unknown_but_due = nw.col("booked_on").is_null() & (nw.col("outcome") == "DUE")
    return made.fill_null(value=False) | unknown_but_due


def marked(rows: Frame, mark: str) -> Frame:
    return rows.select("patient_id").unique().with_columns(nw.lit(1).alias(mark))


def last_of_each(visits: Frame, dims: tuple[str, ...]) -> Frame:
    """Each patient's last visit among these, with its groups."""
    if not dims:
        latest = nw.col("began_at").max().alias("last_at")
        return visits.group_by("patient_id").agg(latest)
    at = nw.col("began_at").max().over("patient_id")
    last = visits.with_columns(last_at=at).filter(
        nw.col("began_at") == nw.col("last_at")
    )
    return last.group_by("patient_id").agg(
        nw.col("last_at").max(), *(nw.col(dim).max() for dim in dims)
    )
