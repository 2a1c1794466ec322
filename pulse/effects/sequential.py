"""Bounds for a few looks planned beforehand: Pocock, and O'Brien and Fleming.

By the recursion of Armitage, McPherson and Rowe (J. R. Stat. Soc. A 132, 1969): what
has not stopped at one look is carried on to the next, by numeric integration.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

import numpy as np

NODES = 96
FARTHEST = 8.0
STEPS = 32
# The nodes lie between -1 and 1 and are the same every time.
AT, WEIGHTS = np.polynomial.legendre.leggauss(NODES)


class Shape(StrEnum):
    """Equally strict at every look, or strict at first."""

    POCOCK = "pocock"
    OBRIEN_FLEMING = "obrien-fleming"


def bounds(looks: int, shape: Shape, alpha: float = 0.05) -> tuple[float, ...]:
    """How far z must go at each of so many equally spaced looks, either way.

    Raises ValueError for fewer than one look. Pocock's are all the same; those of
    O'Brien and Fleming end near 1.96.
    """
    if looks < 1:
        raise ValueError("One look at the least.")
    low, high = 1.0, 5.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        far = _bounds(looks, shape, middle)
        low, high = (middle, high) if false_alarms(far) > alpha else (low, middle)
    return _bounds(looks, shape, (low + high) / 2)


def _bounds(looks: int, shape: Shape, constant: float) -> tuple[float, ...]:
    if shape is Shape.POCOCK:
        return (constant,) * looks
    return tuple(constant * sqrt(looks / one) for one in range(1, looks + 1))


def false_alarms(far: Sequence[float]) -> float:
    """How often z passes one of the bounds though there is nothing to find."""
    normal = NormalDist()
    below = np.vectorize(normal.cdf)
    at, held = np.zeros(1), np.ones(1)
    stopped = 0.0
    for look, bound in enumerate(far, start=1):
        reach = min(bound * sqrt(look), FARTHEST * sqrt(look))
        stopped += float(held @ (below(at - reach) + below(-reach - at)))
        ahead = AT * reach
        steps = ahead[:, None] - at[None, :]
        density = np.exp(-(steps**2) / 2) / sqrt(2 * np.pi)
        held = (density @ held) * WEIGHTS * reach
        at = ahead
    return stopped
