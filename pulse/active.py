"""Patients seen in a period: once, or once in each group and month."""

import narwhals as nw

from pulse.fetch import Frame
from pulse.opened import MONTH, Tables
from pulse.panel import any_bit, origin, seen
from pulse.period import Period


def active(tables: Tables, period: Period) -> Frame:
    if tables.own_dims() or not is_in_reach(period):
        visits = tables.rows("visits").filter(period.covers("day"))
        return visits.select("patient_id", *tables.dims).unique()
    panel = seen(tables, period.end)
    first = origin(period.end)
    if MONTH not in tables.dims:
        bits = period.months()
        is_active = any_bit("months", bits[0] - first, len(bits))
        return panel.filter(is_active).select("patient_id")
    return nw.concat(
        [
            panel.filter(any_bit("months", month - first, 1)).select(
                "patient_id", nw.lit(month).cast(nw.Int64).alias(MONTH)
            )
            for month in period.months()
        ]
    )


def is_in_reach(period: Period) -> bool:
    """Whether the panel's months tell of the period to the day."""
    return period.is_whole_months() and period.months()[0] >= origin(period.end)
