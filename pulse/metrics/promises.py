"""Promises: what the house owed, and whether it kept its word."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Goal, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Share

promise = partial(
    metric, better=Better.HIGHER, needs=("promises.kept_at",), unit=Unit.PROMISES
)


def _owed(tables: Tables, period: Period) -> Frame:
    """Promises due in the period and before the end of the data, not released."""

    def make() -> Frame:
        rows = tables.rows("promises").filter(
            period.covers("day") & (nw.col("day") < nw.lit(tables.until()))
        )
        if "released_at" in tables.columns["promises"]:
            rows = rows.filter(nw.col("released_at").is_null())
        return rows

    return tables.shared(("owed", period), make)


@promise(
    "P01",
    zh="承诺兑现率",
    en="Promises kept",
    goal=Goal(at_least=0.95),
    zh_definition="期内到期、没有解除的承诺里，兑现了的比例，早晚都算。",
)
def promise_kept_rate(tables: Tables, period: Period) -> Share:
    """Promises kept, early or late, out of those due in the period and not released."""
    kept = ~nw.col("kept_at").is_null()
    return Share(_owed(tables, period), kept, key="promise_id")


@promise(
    "P02",
    zh="按时兑现率",
    en="Promises kept in time",
    goal=Goal(at_least=0.90),
    zh_definition="期内到期、没有解除的承诺里，在到期当天或之前兑现的比例。",
)
def promise_kept_in_time_rate(tables: Tables, period: Period) -> Share:
    """Promises kept on their day or before, out of those due and not released."""
    in_time = nw.col("kept_at").cast(nw.Date) <= nw.col("day")
    return Share(_owed(tables, period), in_time, key="promise_id")
