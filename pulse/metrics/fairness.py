"""Equal treatment in one number: how much longer the worst-off group waits."""

from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.flow import waits
from pulse.metrics.registry import Better, Measure, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import COUNTED, PART, WHOLE, grouped

# A smaller group is not told: chance alone would set it apart.
FEWEST = 20


@dataclass(frozen=True)
class WidestGap:
    """The longest median wait of any payer's group, over the median of all."""

    rows: Frame

    def by(self, *dims: str) -> Frame:
        wait, groups = nw.col("wait"), dict.fromkeys([*dims, "payer"])
        # A column to stand for the whole: engines look over no window of nothing.
        rows = self.rows.with_columns(all=nw.lit(1)).with_columns(
            of_all=wait.median().over("all", *dims),
            of_the_payer=wait.median().over(*groups),
            waits=wait.count().over(*groups),
        )
        is_told = ~nw.col("payer").is_null() & (nw.col("waits") >= FEWEST)
        told = nw.when(is_told)
        longest = told.then(nw.col("of_the_payer")).alias("longest")
        overall = told.then(nw.col("of_all")).alias("overall")
        return grouped(
            rows.with_columns(longest, overall),
            dims,
            [nw.col("longest").max().alias(PART), nw.col("overall").max().alias(WHOLE)],
        )

    def members(self, *dims: str) -> Frame:
        ids = dict.fromkeys(["patient_id", "visit_id", *dims])
        return self.rows.select(*ids, nw.lit(value=True).alias(COUNTED))


@metric(
    "K48",
    zh="公平差",
    en="Fairness gap of waits",
    better=Better.LOWER,
    needs=("visits.payer", "visits.arrived_at", "visits.seen_at"),
    unit=Unit.MINUTES,
    measure=Measure.TO_ONE,
    adds_up=False,
    zh_definition="各付费方式里，候诊时间中位数最长的一组，除以全体的中位数；一比一即人人等得一样久。"
    "不满 20 次候诊的一组不看；候诊时间的算法同 K09。",
)
def fairness_gap(tables: Tables, period: Period) -> WidestGap:
    """The longest median wait of any payer's group, over the median wait of all.

    One to one is equal. Groups of fewer than 20 waits are not looked at; waits are
    those of the median waiting time.
    """
    rows = waits(tables, period)
    return WidestGap(rows.filter(~nw.col("wait").is_null()))
