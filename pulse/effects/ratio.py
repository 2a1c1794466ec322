"""Ratios of two sums, such as minutes a visit or calls a person reached, set apart.

The unit is whoever was drawn: a person; or a day, a room or a clinic, where one waiting
room mixes both sides. What happens within a unit hangs together, so only units count as
rows (the delta method). Source: Deng, Knoblich, Lu, KDD 2018; Cochran, Sampling
Techniques (1977), chapter 6.
"""

from math import sqrt

from pulse.effects.gap import Gap
from pulse.effects.strata import Sums


def two_ratios(ours: Sums, others: Sums) -> Gap:
    """Sum of y by sum of x of ours, less that of the others; each row one unit.

    In y for each x. Raises ValueError where a side has fewer than two units, or an x
    that adds up to nothing.
    """
    noise = [_noise(side) for side in (ours, others)]
    both = sum(noise)
    apart = sum(
        one**2 / (side.n - 1) for one, side in zip(noise, (ours, others), strict=True)
    )
    free = both**2 / apart if apart else None
    return Gap(ours.y / ours.x - others.y / others.x, sqrt(both), free)


def _noise(side: Sums) -> float:
    """The variance of the ratio: of what is left of y, once x is taken into account."""
    if side.n <= 1 or side.x <= 0:
        raise ValueError("A ratio takes two units or more, and something to divide by.")
    left = side.around(side.y / side.x) / (side.n - 1)
    return side.n * left / side.x**2
