"""Means, medians and ninetieth percentiles, each with how many stand behind it."""

from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame
from pulse.share import grouped


@dataclass(frozen=True)
class Spread:
    """How an amount is spread over rows of one grain.

    Rows without the amount are not counted; of no rows there is no mean: null.
    """

    rows: Frame
    amount: nw.Expr

    def by(self, *dims: str) -> Frame:
        """One row a group: `n`, `mean`, `median`, `p90` (interpolated)."""
        told = self.rows.with_columns(amount=self.amount.cast(nw.Float64)).filter(
            ~nw.col("amount").is_null()
        )
        amount = nw.col("amount")
        return grouped(
            told,
            dims,
            [
                nw.len().alias("n"),
                amount.mean().alias("mean"),
                amount.median().alias("median"),
                amount.quantile(0.9, interpolation="linear").alias("p90"),
            ],
        )


def minutes_between(start: str, end: str) -> nw.Expr:
    """Minutes from one moment to another; null where the second comes first."""
    seconds = (nw.col(end) - nw.col(start)).dt.total_seconds()
    return nw.when(seconds >= 0).then(seconds / 60)
