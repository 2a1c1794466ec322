"""Cohorts: who came first in a month, and how soon they came again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import narwhals as nw

from pulse.fetch import fetched
from pulse.opened import MONTH, Tables
from pulse.panel import first_visits
from pulse.period import Period, days_later, month_name, month_start
from pulse.share import indicator

WINDOWS = (30, 60, 90, 180, 270, 365)
COHORTS = 24


@dataclass(frozen=True)
class Cohort:
    """Patients first seen in one month. `within[90]` is how many came again in 90 days.

    It is null until the ninety days of the month's last day have passed.
    """

    month: str
    whole: int
    within: Mapping[int, int | None]

    def value(self, days: int) -> float | None:
        part = self.within[days]
        return None if part is None or not self.whole else part / self.whole

    def as_json(self) -> dict[str, Any]:
        return {
            "month": self.month,
            "whole": self.whole,
            "within": {
                str(days): None
                if part is None
                else {"part": part, "value": round(part / self.whole, 6)}
                for days, part in self.within.items()
            },
        }


def cohorts(tables: Tables, period: Period) -> tuple[Cohort, ...]:
    """One cohort a month of first visit, the two years up to the period's end."""
    tables = tables.carrying(())
    firsts = first_visits(tables, period.end).filter(
        Period.months_to(period.end, COHORTS).covers("day")
    )
    again = nw.col("second_at").cast(nw.Date)
    sums = [
        indicator(again <= days_later("day", days)).sum().alias(f"within {days}")
        for days in WINDOWS
    ]
    rows = firsts.group_by(MONTH).agg(nw.len().alias("whole"), *sums).sort(MONTH)
    return tuple(_cohort(tables, row) for row in fetched(rows))


def _cohort(tables: Tables, row: Mapping[str, Any]) -> Cohort:
    closed = month_start(int(row[MONTH]) + 1)
    return Cohort(
        month=month_name(int(row[MONTH])),
        whole=int(row["whole"]),
        within={
            days: int(row[f"within {days}"])
            if closed + timedelta(days=days) <= tables.until()
            else None
            for days in WINDOWS
        },
    )
