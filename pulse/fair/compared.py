"""Groups against their peers in the same circumstances, with how far chance reaches.

Rows are laid into cells of equal circumstances (condition and need, say, or clinic,
urgency and hour). Within a cell a group is compared with everybody else in it; the
differences are averaged with the weights of least squares, and their variance is that
of the cells the group was seen in. Cells without peers say nothing and are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, sqrt
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.interval import Z_95

# n, sum and sum of squares.
Sums = tuple[float, float, float]
NOTHING: Sums = (0.0, 0.0, 0.0)
Cells = dict[tuple[object, ...], dict[str, Sums]]


@dataclass(frozen=True)
class Difference:
    """How far a group lies from its peers: on the scale the rows were given in."""

    n: int
    peers: int
    mean: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % of such intervals hold the truth."""
        return self.mean - Z_95 * self.error, self.mean + Z_95 * self.error

    @property
    def p(self) -> float:
        """How often chance alone goes as far, either way."""
        return erfc(abs(self.mean) / self.error / sqrt(2)) if self.error else 1.0

    def as_ratio(self) -> tuple[float, float, float]:
        """Of logarithms: how many times as much, from, to."""
        low, high = self.interval
        return exp(self.mean), exp(low), exp(high)


def compared(
    rows: Frame, value: str, group: str, alike: Sequence[str]
) -> dict[str, Difference]:
    """Each group's difference from its peers; one without peers is not there.

    `rows` without a value or a group are left out. `alike` names the columns that make
    a cell; null is a circumstance like any other.
    """
    return of_cells(laid(rows, value, group, alike))


def laid(rows: Frame, value: str, group: str, alike: Sequence[str]) -> Cells:
    """The sums of each group in each cell: few rows, whatever the table's size."""
    known = rows.filter(~nw.col(value).is_null() & ~nw.col(group).is_null())
    amount = nw.col(value).cast(nw.Float64)
    sums = known.with_columns(amount=amount, square=amount * amount)
    counted = sums.group_by(group, *alike).agg(
        nw.len().alias("n"), nw.col("amount").sum(), nw.col("square").sum()
    )
    cells: Cells = defaultdict(dict)
    for row in sorted(fetched(counted), key=lambda row: _key(row, (*alike, group))):
        cell = tuple(row[one] for one in alike)
        sums_of_row = (float(row["n"]), float(row["amount"]), float(row["square"]))
        cells[cell][str(row[group])] = sums_of_row
    return cells


def _key(row: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Sums are added in one order on every engine."""
    return tuple(str(row[one]) for one in names)


def of_cells(cells: Cells) -> dict[str, Difference]:
    groups = sorted({group for cell in cells.values() for group in cell})
    found = {group: _difference(cells, group) for group in groups}
    return {group: one for group, one in found.items() if one is not None}


def _difference(cells: Cells, group: str) -> Difference | None:
    n, peers, weight, far, noise, at_most = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for cell in cells.values():
        ours = cell.get(group)
        theirs = _added(sums for name, sums in cell.items() if name != group)
        if ours is None or not theirs[0]:
            continue
        of_cell = ours[0] * theirs[0] / (ours[0] + theirs[0])
        n, peers, weight = n + ours[0], peers + theirs[0], weight + of_cell
        far += of_cell * (ours[1] / ours[0] - theirs[1] / theirs[0])
        noise += of_cell * _variance(ours, theirs)
        at_most += of_cell * _variance(_added((ours, theirs)))
    if not weight:
        return None
    # All of one side alike, and all of the other: the spread is that of both together.
    error = sqrt(noise or at_most) / weight
    return Difference(round(n), round(peers), far / weight, error)


def _added(all_sums: Iterable[Sums]) -> Sums:
    n, amount, square = NOTHING
    for one in all_sums:
        n, amount, square = n + one[0], amount + one[1], square + one[2]
    return n, amount, square


def _variance(*sides: Sums) -> float:
    """Within a cell, around each side's own mean."""
    free = sum(n for n, _, _ in sides) - len(sides)
    if free <= 0:
        # Two rows of two groups: their distance is all that is known of the spread.
        return _variance(_added(sides))
    around = sum(square - amount * amount / n for n, amount, square in sides)
    return max(0.0, around) / free
