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


def ranked(frame: Frame, column: str) -> Frame:
    """How many hold each amount: `below` holders hold `under` up to and with it.

    Null is no holder; less than nothing counts as nothing.
    """
    amount = nw.col(column).cast(nw.Int64)
    amount = nw.when(amount < 0).then(nw.lit(0)).otherwise(amount).alias("amount")
    held_by = frame.filter(~nw.col(column).is_null()).select(amount)
    counts = held_by.group_by("amount").agg(nw.len().cast(nw.Int64).alias("holders"))
    held = (nw.col("amount") * nw.col("holders")).alias("held")
    return counts.with_columns(held).with_columns(
        below=nw.col("holders").cum_sum().over(order_by="amount").cast(nw.Int64),
        under=nw.col("held").cum_sum().over(order_by="amount").cast(nw.Int64),
    )


def drawn(ranks: Frame) -> Concentration:
    """The curve of ranked amounts."""
    area = (2 * nw.col("under") - nw.col("held")).cast(nw.Float64) * nw.col("holders")
    ends = one(
        ranks.select(
            nw.col("below").max().alias("n"),
            nw.col("under").max().alias("total"),
            area.sum().alias("area"),
        )
    )
    if not ends["total"]:
        return Concentration(n=int(ends["n"] or 0), total=0, gini=None, lorenz=())
    n, total = int(ends["n"]), int(ends["total"])
    percent = nw.col("below") * 100 // n
    before = (nw.col("below") - nw.col("holders")) * 100 // n
    crossing = ranks.filter(percent > before).sort("below")
    rows = fetched(crossing.select("amount", "below", "under"))
    return Concentration(
        n=n,
        total=total,
        gini=1 - float(ends["area"]) / n / total,
        lorenz=tuple(_at(rows, n * percent / 100) / total for percent in range(101)),
    )


def _at(rows: Sequence[Mapping[str, Any]], holders: float) -> float:
    """What the lowest so many hold; inside equal amounts the curve is straight."""
    if holders <= 0:
        return 0.0
    row = rows[bisect_left(rows, holders, key=lambda row: row["below"])]
    return float(row["under"]) - float(row["amount"]) * (int(row["below"]) - holders)


def bound(ranks: Frame) -> int | None:
    """The least amount that is still in the top fifth; nothing is never on top."""
    n = one(ranks.select(nw.col("below").max().alias("n")))["n"]
    if not n:
        return None
    key = ceil(int(n) * KEY_SHARE / 100)
    above = int(n) - nw.col("below") + nw.col("holders")
    least = one(ranks.filter(above >= key).select(nw.col("amount").max()))
    return max(1, int(least["amount"]))


def stays_on_top(frame: Frame, before: int | None, now: int | None) -> Stays | None:
    """Of those at the bound or above `before`, those who are `now`; equals together."""
    if before is None or now is None:
        return None
    top = frame.filter(nw.col("before") >= before)
    on_top = indicator(nw.col("now") >= now)
    counts = one(top.select(on_top.sum().alias("part"), nw.len().alias("whole")))
    if not counts["whole"]:
        return None
    return Stays(int(counts["part"] or 0), int(counts["whole"]))
