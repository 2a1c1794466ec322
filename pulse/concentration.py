"""How much comes from how few, and whether the few stay the same."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched, one
from pulse.share import indicator

TOPS = (1, 5, 10, 20)
KEY_SHARE = 20


@dataclass(frozen=True)
class Stays:
    """Of those on top in the year before, how many are on top again."""

    part: int
    whole: int

    def as_json(self) -> dict[str, Any]:
        value = round(self.part / self.whole, 6) if self.whole else None
        return {"part": self.part, "whole": self.whole, "value": value}


@dataclass(frozen=True)
class Concentration:
    """A total spread over `n` holders. Shares are of the total; of nothing, none.

    `lorenz[i]` is the share held by the lowest `i` percent; `gini` is 0 where all hold
    the same. A holder astride a percent is counted in proportion.
    """

    n: int
    total: int
    gini: float | None
    lorenz: tuple[float, ...]
    stays: Stays | None = None

    def top(self, percent: int) -> float | None:
        return 1 - self.lorenz[100 - percent] if self.lorenz else None

    def as_json(self) -> dict[str, Any]:
        tops = {str(one): _rounded(self.top(one)) for one in TOPS}
        return {
            "n": self.n,
            "total": self.total,
            "gini": _rounded(self.gini),
            "top": tops,
            "lorenz": [
                [percent / 100, round(share, 6)]
                for percent, share in enumerate(self.lorenz)
            ],
            "stays_on_top": self.stays.as_json() if self.stays else None,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def of_amounts(frame: Frame, column: str) -> Concentration:
    """The concentration of one column of amounts, a row a holder.

    Null is no holder; less than nothing counts as nothing.
    """
    counts = _counts(frame, column)
    held = (nw.col("amount") * nw.col("holders")).alias("held")
    counts = counts.with_columns(held).with_columns(
        below=nw.col("holders").cum_sum().over(order_by="amount").cast(nw.Int64),
        under=nw.col("held").cum_sum().over(order_by="amount").cast(nw.Int64),
    )
    return _drawn(counts)


def _drawn(counts: Frame) -> Concentration:
    """The curve from value counts: `below` holders hold `under` up to each amount."""
    totals = counts.select(
        nw.col("below").max().alias("n"), nw.col("under").max().alias("total")
    )
    ends = one(totals)
    if not ends["total"]:
        return Concentration(n=0, total=0, gini=None, lorenz=())
    n, total = int(ends["n"]), int(ends["total"])
    area = (2 * nw.col("under") - nw.col("held")).cast(nw.Float64) * nw.col("holders")
    percent = nw.col("below") * 100 // n
    before = (nw.col("below") - nw.col("holders")) * 100 // n
    crossing = counts.filter(percent > before).sort("below")
    twice = float(one(counts.select(area.sum().alias("area")))["area"])
    rows = fetched(crossing.select("amount", "below", "under"))
    return Concentration(
        n=n,
        total=total,
        gini=1 - twice / n / total,
        lorenz=tuple(_at(rows, n * percent / 100) / total for percent in range(101)),
    )


def _at(rows: Sequence[Mapping[str, Any]], holders: float) -> float:
    """What the lowest so many hold; inside equal amounts the curve is straight."""
    if holders <= 0:
        return 0.0
    row = rows[bisect_left(rows, holders, key=lambda row: row["below"])]
    return float(row["under"]) - float(row["amount"]) * (int(row["below"]) - holders)


def stays_on_top(frame: Frame) -> Stays | None:
    """Of the key fifth `before`, those in that of `now`; equals stand together."""
    bounds = [_bound(frame, column) for column in ("before", "now")]
    if None in bounds:
        return None
    was_top = nw.col("before") >= bounds[0]
    on_top = indicator(was_top & (nw.col("now") >= bounds[1]))
    top = frame.filter(was_top)
    counts = one(top.select(on_top.sum().alias("part"), nw.len().alias("whole")))
    if not counts["whole"]:
        return None
    return Stays(int(counts["part"] or 0), int(counts["whole"]))


def _counts(frame: Frame, column: str) -> Frame:
    """How many hold each amount."""
    held = nw.col(column).cast(nw.Int64)
    amount = nw.when(held < 0).then(nw.lit(0)).otherwise(held).alias("amount")
    held_by = frame.filter(~nw.col(column).is_null()).select(amount)
    return held_by.group_by("amount").agg(nw.len().cast(nw.Int64).alias("holders"))


def _bound(frame: Frame, column: str) -> int | None:
    """The least amount that is still in the top fifth; nothing is never on top."""
    counts = _counts(frame, column).with_columns(
        above=nw.col("holders").cum_sum(reverse=True).over(order_by="amount")
    )
    n = one(counts.select(nw.col("holders").sum().alias("n")))["n"]
    if not n:
        return None
    key = ceil(int(n) * KEY_SHARE / 100)
    bound = counts.filter(nw.col("above") >= key).select(nw.col("amount").max())
    return max(1, int(one(bound)["amount"]))
