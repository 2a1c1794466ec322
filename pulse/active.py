"""Patients seen in a period: once, or once in each group and month."""

from pulse.fetch import Frame
from pulse.opened import Tables
from pulse.panel import any_bit, origin, seen
from pulse.period import Period


def active(tables: Tables, period: Period) -> Frame:
    if tables.dims or not is_in_reach(period):
        visits = tables.rows("visits").filter(period.covers("day"))
        return visits.select("patient_id", *tables.dims).unique()
    months = period.months()
    bits = any_bit("months", months[0] - origin(period.end), len(months))
    return seen(tables, period.end).filter(bits).select("patient_id")


def is_in_reach(period: Period) -> bool:
    """Whether the panel's months tell of the period to the day."""
    return period.is_whole_months() and period.months()[0] >= origin(period.end)
