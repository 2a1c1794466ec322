"""Money: what patients who paid have paid."""

from dataclasses import dataclass

import narwhals as nw

from pulse.active import is_in_reach
from pulse.fetch import Frame
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.panel import any_bit, net, origin, paid
from pulse.period import Period
from pulse.share import Ratio, grouped


@dataclass(frozen=True)
class Receipts:
    """Money received over the patients who paid. Part in fen, whole in persons."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        others = [dim for dim in dims if dim != MONTH]
        if others or not is_in_reach(self.period):
            return self._per_person(dims).by(*dims)
        money = grouped(self._charges(), dims, [_fen("net", "part")])
        return self._payers(dims, money)

    def members(self, *dims: str) -> Frame:
        return self._per_person(dims).members(*dims)

    def _charges(self) -> Frame:
        rows = self.tables.rows("charges").filter(self.period.covers("day"))
        return rows.with_columns(net=net(self.tables))

    def _per_person(self, dims: tuple[str, ...]) -> Ratio:
        """One row a patient and group: what they paid, and whether they paid at all."""
        pays = nw.when(nw.col("net") > 0).then(1).otherwise(0)
        rows = (
            self._charges()
            .with_columns(pays=pays)
            .group_by("patient_id", *dims)
            .agg(nw.col("net").sum(), nw.col("pays").max())
        )
        return Ratio(rows, nw.col("net"), nw.col("pays"))

    def _payers(self, dims: tuple[str, ...], money: Frame) -> Frame:
        """Persons who paid, by the panel's months: nobody is looked for twice."""
        panel, first = paid(self.tables, self.period.end), origin(self.period.end)
        if not dims:
            bits = self.period.months()
            paying = panel.filter(any_bit("months", bits[0] - first, len(bits)))
            count = paying.select(nw.len().cast(nw.Int64).alias("whole"))
            return count.join(money, how="cross")
        counts = nw.concat(
            [
                panel.filter(any_bit("months", month - first, 1))
                .select(
                    nw.len().cast(nw.Int64).alias("whole"),
                )
                .with_columns(nw.lit(month).cast(nw.Int64).alias(MONTH))
                for month in self.period.months()
            ]
        )
        return money.join(counts, on=MONTH, how="left")


def _fen(column: str, name: str) -> nw.Expr:
    return nw.col(column).sum().cast(nw.Int64).alias(name)


@metric(
    "K13",
    zh="客单价",
    en="Receipts per paying patient",
    better=Better.NEITHER,
    needs=("charges",),
    unit=Unit.YUAN,
    adds_up=False,
    zh_definition="期内实收（收费减退费）除以付过费的人数，单位元。不作个人考核之用。",
)
def revenue_per_patient(tables: Tables, period: Period) -> Receipts:
    """Money received in the period, less refunds, over the persons who paid, in yuan.

    Never to be part of anyone's pay.
    """
    return Receipts(tables, period)
