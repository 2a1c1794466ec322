"""Means, medians, ninetieth percentiles, differences, with how many stand behind."""

from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame
from pulse.share import COUNTED, grouped


@dataclass(frozen=True)
class Spread:
    """How an amount is spread over rows of one grain.

    Rows without the amount are not counted; of no rows there is no mean: null.
    `told` is the one number to tell of it: `mean`, `median` or `p90`.
    """

    rows: Frame
    amount: nw.Expr
    told: str = "median"
    key: str = "patient_id"

    def by(self, *dims: str) -> Frame:
        """One row a group: `n`, `mean`, `median`, `p90` (interpolated)."""
        amount = nw.col("amount")
        return grouped(
            self._told(),
            dims,
            [
                nw.len().alias("n"),
                amount.mean().alias("mean"),
                amount.median().alias("median"),
                amount.quantile(0.9, interpolation="linear").alias("p90"),
            ],
        )

    def members(self, *dims: str) -> Frame:
        """The rows with the amount: ids and groups; each is counted."""
        ids = dict.fromkeys(["patient_id", self.key, *dims])
        return self._told().select(*ids, nw.lit(value=True).alias(COUNTED))

    def _told(self) -> Frame:
        rows = self.rows.with_columns(amount=self.amount.cast(nw.Float64))
        return rows.filter(~nw.col("amount").is_null())


@dataclass(frozen=True)
class Difference:
    """A share among some rows less that among the others, by the parts of a column.

    `counted` and `among` are 1 or 0 in every row; `split` names the column. Where one
    side has no rows there is no difference: null.
    """

    rows: Frame
    counted: nw.Expr
    among: nw.Expr
    split: str
    told: str = "difference"

    def by(self, *dims: str) -> Frame:
        """One row a group and part: `n`, and `difference`, from -1 to 1."""
        counted, among = self.counted, self.among
        sums = [
            nw.len().alias("n"),
            among.sum().alias("some"),
            (counted * among).sum().alias("of_some"),
            counted.sum().alias("counted"),
        ]
        groups = list(dict.fromkeys([*dims, self.split]))
        some, n = nw.col("some"), nw.col("n")
        rest = nw.when(n > some).then(n - some)
        share = nw.col("of_some") / nw.when(some > 0).then(some)
        others = (nw.col("counted") - nw.col("of_some")) / rest
        told = grouped(self.rows, groups, sums)
        return told.with_columns((share - others).alias("difference"))

    def members(self, *dims: str) -> Frame:
        """Who is counted, on either side, in which part; each is counted."""
        ids = dict.fromkeys(["patient_id", self.split, *dims])
        return self.rows.select(*ids, nw.lit(value=True).alias(COUNTED))


def minutes_between(start: str, end: str) -> nw.Expr:
    """Minutes from one moment to another; null where the second comes first."""
    seconds = (nw.col(end) - nw.col(start)).dt.total_seconds()
    return nw.when(seconds >= 0).then(seconds / 60)
