"""Shares: how many rows of one grain meet a test, out of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame

PART, WHOLE, COUNTED = "part", "whole", "counted"


def indicator(test: nw.Expr) -> nw.Expr:
    """1 where the test holds, 0 where it does not or cannot be told."""
    return nw.when(test).then(nw.lit(1)).otherwise(nw.lit(0))


@dataclass(frozen=True)
class Ratio:
    """One sum over another, of the same rows. An empty whole has no value: null."""

    rows: Frame
    part: nw.Expr
    whole: nw.Expr | None = None
    key: str = "patient_id"

    def sums(self, prefix: str = "") -> tuple[nw.Expr, nw.Expr]:
        whole = nw.len() if self.whole is None else self.whole.sum()
        return (
            self.part.sum().alias(f"{prefix}{PART}"),
            whole.cast(nw.Int64).alias(f"{prefix}{WHOLE}"),
        )

    def by(self, *dims: str) -> Frame:
        """One row a group: the group, its part, its whole."""
        return grouped(self.rows, dims, self.sums())

    def members(self, *dims: str) -> Frame:
        """The rows that are the whole: ids, groups, and which are the part.

        Rows that concern no patient are told apart by their day.
        """
        rows = self.rows if self.whole is None else self.rows.filter(self.whole > 0)
        names = rows.collect_schema().names()
        whose = "patient_id" if "patient_id" in names else "day"
        ids = dict.fromkeys([whose, self.key, *dims])
        return rows.select(*ids, (self.part > 0).alias(COUNTED))


class Quotient(Ratio):
    """One amount over another, either of which may be broken: minutes, half days."""

    def sums(self, prefix: str = "") -> tuple[nw.Expr, nw.Expr]:
        whole = nw.len() if self.whole is None else self.whole.sum()
        return (
            self.part.sum().alias(f"{prefix}{PART}"),
            whole.alias(f"{prefix}{WHOLE}"),
        )


class Share(Ratio):
    """How many rows meet a test, out of all of them or of those `among` some."""

    def __init__(
        self,
        rows: Frame,
        counted: nw.Expr,
        *,
        among: nw.Expr | None = None,
        key: str = "patient_id",
    ) -> None:
        whole = None if among is None else indicator(among)
        part = counted if among is None else counted & among
        super().__init__(rows, indicator(part), whole, key)


@dataclass(frozen=True)
class Against:
    """The count of some rows over the count of others that hold them.

    Answers as `Share` would on the second frame, without joining the two.
    `rest` asks for the others: the whole less the part.
    """

    some: Frame
    of: Frame
    named: Frame
    key: str
    rest: str = ""

    def by(self, *dims: str) -> Frame:
        both = nw.concat(
            [
                _counted(self.some, dims, PART, WHOLE),
                _counted(self.of, dims, WHOLE, PART),
            ]
        )
        sums = grouped(both, dims, _sums(PART, WHOLE))
        if not self.rest:
            return sums
        return sums.with_columns((nw.col(WHOLE) - nw.col(PART)).alias(PART))

    def members(self, *dims: str) -> Frame:
        ids = dict.fromkeys(["patient_id", self.key, *dims])
        counted = ~nw.col(COUNTED) if self.rest else nw.col(COUNTED)
        return self.named.select(*ids, counted.alias(COUNTED))


def grouped(rows: Frame, dims: Sequence[str], sums: Sequence[nw.Expr]) -> Frame:
    return rows.group_by(*dims).agg(*sums) if dims else rows.select(*sums)


def _sums(*columns: str) -> list[nw.Expr]:
    return [nw.col(one).sum().alias(one) for one in columns]


def _counted(rows: Frame, dims: Sequence[str], counted: str, other: str) -> Frame:
    counts = grouped(rows, dims, [nw.len().cast(nw.Int64).alias(counted)])
    with_both = counts.with_columns(nw.lit(0).cast(nw.Int64).alias(other))
    return with_both.select(*dims, PART, WHOLE)


def together(shares: Mapping[str, Ratio], dims: Sequence[str]) -> Frame:
    """Several ratios of the same rows in one pass; columns are `K07 part` and so on."""
    rows = next(iter(shares.values())).rows
    sums = [one for code, share in shares.items() for one in share.sums(f"{code} ")]
    return grouped(rows, dims, sums)
