"""How many came because of what we did: the drawn beside those held out."""

import narwhals as nw

from pulse.effects.people import WITHIN, followed
from pulse.metrics.registry import Better, Measure, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.rate import Difference


@metric(
    "K40",
    zh="活动增量",
    en="Came because of it",
    better=Better.HIGHER,
    needs=("assignments", "visits"),
    unit=Unit.PERSONS,
    measure=Measure.POINTS,
    split_by="experiment",
    adds_up=False,
    zh_definition="期内抽到联系一组的人 90 天内来过的比例，减去抽到不联系一组的比例。"
    "按抽到的组算，联系上没联系上都算；只计 90 天已满的人。区间见“实效”。",
)
def incremental_returns(tables: Tables, period: Period) -> Difference:
    """The share who came within 90 days, drawn to be contacted less held out.

    Everybody counts as drawn, reached or not, and only when their days have passed. How
    far chance reaches is told with the effects.
    """
    rows = tables.once(("followed", period), lambda: followed(tables, period, WITHIN))
    return Difference(rows, nw.col("came"), nw.col("treated"), "experiment")
