"""Word of mouth: who was brought, and who brings."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.active import active, is_in_reach
from pulse.fetch import Frame, fetched
from pulse.introductions import introduced
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.panel import any_bit, counts_by_month, first_visits, origin, seen
from pulse.period import Period, month_of
from pulse.share import Share


@metric(
    "K11",
    zh="转介绍率",
    en="Introduction rate",
    better=Better.HIGHER,
    needs=("visits",),
    needs_any=("introductions", "patients.introduced_by"),
    unit=Unit.PERSONS,
    zh_definition="期内第一次来的人里，由患者或员工介绍来的比例。",
)
def introduction_rate(tables: Tables, period: Period) -> Share:
    """Patients brought by someone, out of all first seen in the period."""
    firsts = first_visits(tables, period.end).filter(period.covers("day"))
    brought = introduced(tables, period.end).select("patient_id", "by_patient_id")
    rows = firsts.join(brought, on="patient_id", how="left")
    return Share(rows, ~nw.col("by_patient_id").is_null())


@metric(
    "K12",
    zh="转介绍人占比",
    en="Introducer share",
    better=Better.HIGHER,
    needs=("visits",),
    needs_any=("introductions", "patients.introduced_by"),
    unit=Unit.PERSONS,
    adds_up=False,
    zh_definition="期内来过的人里，期内至少介绍来一个人的比例。",
)
def introducer_share(tables: Tables, period: Period) -> "Introducers":
    """Patients who brought at least one other, out of all seen in the period."""
    return Introducers(tables, period)


@dataclass(frozen=True)
class Introducers:
    """Patients seen, and those of them who brought somebody."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        return self._share().by(*dims)

    def members(self, *dims: str) -> Frame:
        return self._share().members(*dims)

    def told(self, *dims: str) -> list[dict[str, Any]]:
        """As `by`; months alone are counted over the panel, and bringers looked up."""
        if dims != (MONTH,) or not is_in_reach(self.period):
            return fetched(self.by(*dims))
        panel, first = seen(self.tables, self.period.end), origin(self.period.end)
        months = self.period.months()
        is_seen = {month: any_bit("months", month - first, 1) for month in months}
        wholes = counts_by_month(panel, {m: (it, it) for m, it in is_seen.items()})
        parts = fetched(self._seen_bringers(panel, first))
        found = {int(row[MONTH]): int(row["part"]) for row in parts}
        return [row | {"part": found.get(row[MONTH], 0)} for row in wholes]

    def _seen_bringers(self, panel: Frame, first: int) -> Frame:
        """Bringers by month who were themselves seen in it."""
        rows = self._bringers([MONTH]).join(panel, on="patient_id", how="inner")
        power = (nw.lit(2.0) ** (nw.col(MONTH) - first)).cast(nw.Int64)
        here = rows.filter((nw.col("months") // power) % 2 > 0)
        return here.group_by(MONTH).agg(nw.len().alias("part"))

    def _share(self) -> Share:
        months = [MONTH] if MONTH in self.tables.dims else []
        rows = active(self.tables, self.period).join(
            self._bringers(months), on=["patient_id", *months], how="left"
        )
        return Share(rows, ~nw.col("brings").is_null())

    def _bringers(self, months: list[str]) -> Frame:
        brought = introduced(self.tables, self.period.end)
        return (
            brought.filter(self.period.covers("day"))
            .with_columns(month_of("day").alias(MONTH))
            .select(nw.col("by_patient_id").alias("patient_id"), *months)
            .unique()
            .with_columns(brings=nw.lit(1))
        )
