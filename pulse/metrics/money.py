"""Money: what patients who paid have paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.active import is_in_reach
from pulse.fetch import Frame, fetched
from pulse.metrics.registry import Better, Measure, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.panel import any_bit, counts_by_month, net, origin, paid
from pulse.period import Period
from pulse.share import Quotient, Ratio, grouped

FEN = 100


@dataclass(frozen=True)
class Receipts:
    """Money received over the patients who paid. Part in fen, whole in persons."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        return self._per_person(dims).by(*dims)

    def told(self, *dims: str) -> list[dict[str, Any]]:
        """As `by`; months alone ask the panel who paid, nobody is looked for twice."""
        if dims not in {(), (MONTH,)} or not is_in_reach(self.period):
            return fetched(self.by(*dims))
        money = fetched(grouped(self._charges(), dims, [_fen("net", "part")]))
        if not dims:
            months = self.period.months()
            return [money[0] | {"whole": self._payers({0: months})[0]}]
        payers = self._payers({month: [month] for month in self.period.months()})
        return [row | {"whole": payers[row[MONTH]]} for row in money]

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

    def _payers(self, spans: Mapping[int, Sequence[int]]) -> dict[int, int]:
        """How many paid in each span of months, by the panel."""
        first = origin(self.period.end)
        always = nw.col("months") >= 0
        tests = {
            name: (any_bit("months", months[0] - first, len(months)), always)
            for name, months in spans.items()
        }
        counts = counts_by_month(paid(self.tables, self.period.end), tests)
        return {row[MONTH]: row["part"] for row in counts}


def _fen(column: str, name: str) -> nw.Expr:
    return nw.col(column).sum().cast(nw.Int64).alias(name)


@metric(
    "K13",
    zh="客单价",
    en="Receipts per paying patient",
    better=Better.NEITHER,
    needs=("charges",),
    unit=Unit.YUAN,
    measure=Measure.YUAN,
    adds_up=False,
    zh_definition="期内实收（收费减退费）除以付过费的人数，单位元。不作个人考核之用。",
)
def revenue_per_patient(tables: Tables, period: Period) -> Receipts:
    """Money received in the period, less refunds, over the persons who paid, in yuan.

    Never to be part of anyone's pay.
    """
    return Receipts(tables, period)


@metric(
    "K46",
    zh="药占比",
    en="Drugs' share of receipts",
    better=Better.NEITHER,
    needs=("charges.kind",),
    unit=Unit.AMOUNT,
    zh_definition="期内药品实收，除以全部实收（收费减退费，单位元）。没有写明类别的收费不计。"
    "看趋势，不作个人考核之用。",
)
def drug_share(tables: Tables, period: Period) -> Quotient:
    """Receipts for drugs out of all receipts, in yuan, less refunds.

    Charges of no known kind are not counted. A trend to watch, never to be part of
    anyone's pay.
    """
    return _share_of_receipts(tables, period, "DRUG")


@metric(
    "K46.CONSUMABLE",
    zh="耗占比",
    en="Consumables' share of receipts",
    better=Better.NEITHER,
    needs=("charges.kind",),
    unit=Unit.AMOUNT,
    zh_definition="期内耗材实收，除以全部实收（收费减退费，单位元）。没有写明类别的收费不计。"
    "看趋势，不作个人考核之用。",
)
def consumable_share(tables: Tables, period: Period) -> Quotient:
    """Receipts for consumables out of all receipts, in yuan, less refunds.

    Counted as the share of drugs is, and never to be part of anyone's pay either.
    """
    return _share_of_receipts(tables, period, "CONSUMABLE")


def _share_of_receipts(tables: Tables, period: Period, kind: str) -> Quotient:
    def of_known_kind() -> Frame:
        known = period.covers("day") & ~nw.col("kind").is_null()
        rows = tables.rows("charges").filter(known)
        return rows.with_columns(yuan=net(tables).cast(nw.Float64) / FEN)

    rows = tables.shared(("receipts by kind", period), of_known_kind)
    yuan = nw.col("yuan")
    of_the_kind = nw.when(nw.col("kind") == kind).then(yuan).otherwise(nw.lit(0.0))
    return Quotient(rows, of_the_kind, yuan, key="charge_id")
