"""Control limits after Shewhart: how far a rate may wander by chance alone.

A p-chart counts parts of a whole, a u-chart counts happenings per so much done; each
point has limits of its own because each week is of another size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

SIGMAS = 3
RUN = 8
FEWEST_EXPECTED = 2
# Fewer points say nothing about what is usual here.
ENOUGH = 12


@dataclass(frozen=True)
class Sample:
    """What was counted in one week, and of how many."""

    part: int
    whole: float


@dataclass(frozen=True)
class Point:
    """A rate with its limits; a week in which nothing was asked has no rate."""

    sample: Sample
    rate: float | None
    low: float
    high: float
    in_run: bool = False

    @property
    def is_above(self) -> bool:
        return self.rate is not None and self.rate > self.high

    @property
    def is_below(self) -> bool:
        return self.rate is not None and self.rate < self.low

    @property
    def is_outside(self) -> bool:
        return self.is_above or self.is_below


@dataclass(frozen=True)
class Chart:
    """The points in the order of time, around their common centre."""

    centre: float
    points: tuple[Point, ...]

    @property
    def known(self) -> list[Point]:
        return [point for point in self.points if point.rate is not None]

    @property
    def is_known(self) -> bool:
        return len(self.known) >= ENOUGH


def p_chart(samples: Sequence[Sample]) -> Chart:
    """p̄ ± 3·√(p̄(1−p̄)/n), within 0 and 1."""
    return _chart(samples, lambda centre: centre * (1 - centre), most=1.0)


def u_chart(samples: Sequence[Sample]) -> Chart:
    """ū ± 3·√(ū/n), never below 0."""
    return _chart(samples, lambda centre: centre, most=float("inf"))


def _chart(
    samples: Sequence[Sample], spread: Callable[[float], float], most: float
) -> Chart:
    whole = sum(one.whole for one in samples)
    centre = sum(one.part for one in samples) / whole if whole else 0.0
    sides = [_side(one, centre) for one in samples]
    ran = _in_runs(sides)
    points = []
    for place, one in enumerate(samples):
        if not one.whole:
            points.append(Point(one, None, centre, centre))
            continue
        reach = SIGMAS * sqrt(spread(centre) / one.whole)
        low, high = max(0.0, centre - reach), min(most, centre + reach)
        points.append(Point(one, one.part / one.whole, low, high, place in ran))
    return Chart(centre, tuple(points))


def _side(one: Sample, centre: float) -> int | None:
    """Above or below the centre, upon it, or not known.

    Where less than a few are expected, a week with none is the rule and no run.
    """
    if one.whole * centre < FEWEST_EXPECTED:
        return None
    rate = one.part / one.whole
    return (rate > centre) - (rate < centre)


def _in_runs(sides: Sequence[int | None]) -> set[int]:
    """Places in runs of eight or more on one side; an unknown week breaks none."""
    known = [place for place, side in enumerate(sides) if side is not None]
    runs: list[list[int]] = [known[:1]]
    for before, here in pairwise(known):
        if sides[here] == sides[before] and sides[here]:
            runs[-1].append(here)
        else:
            runs.append([here])
    return {place for run in runs if len(run) >= RUN for place in run}
