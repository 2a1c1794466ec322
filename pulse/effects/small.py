"""Small clinics, told with the help of the others: beta laws around a pooled share.

A clinic of few is drawn towards what the house knows of all; one of many hardly is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma

import numpy as np

EVEN = (1.0, 1.0)
LIGHTEST, HEAVIEST = 2.0, 200.0
FINE, STEPS = 8000, 44
Beta = tuple[float, float]


@dataclass(frozen=True)
class Lean:
    """A clinic's gap as far as is known: its middle, 95 % of belief, chance of more.

    In shares: 0.05 is five points. `better` is the chance that more come of it.
    """

    mean: float
    low: float
    high: float
    better: float


def pooled(branches: Sequence[tuple[int, int]]) -> Beta:
    """What is thought of a branch before it is looked at: from all, as part and whole.

    Its weight is what the branches' shares differ by beyond chance (moments), between 2
    and 200 people. Of fewer than two branches nothing is thought: even.
    """
    known = [(part, whole) for part, whole in branches if whole]
    everybody = sum(whole for _, whole in known)
    if len(known) <= 1 or not everybody:
        return EVEN
    share = sum(part for part, _ in known) / everybody
    if not 0 < share < 1:
        return EVEN
    chance = share * (1 - share)
    apart = sum(whole * (part / whole - share) ** 2 for part, whole in known)
    spare = everybody - sum(whole**2 for _, whole in known) / everybody
    between = (apart - (len(known) - 1) * chance) / spare
    weight = chance / between - 1 if between > 0 else HEAVIEST
    weight = min(HEAVIEST, max(LIGHTEST, weight))
    return share * weight, (1 - share) * weight


def lean(
    ours: tuple[int, int],
    others: tuple[int, int],
    priors: tuple[Beta, Beta] = (EVEN, EVEN),
) -> Lean:
    """Our share less the others', each part and whole, each with its own prior."""
    grid = (np.arange(FINE) + 0.5) / FINE
    laws = [
        _law(prior[0] + part, prior[1] + whole - part, grid)
        for (part, whole), prior in zip((ours, others), priors, strict=True)
    ]
    means = [float(grid @ one) for one in laws]
    low, high = (_quantile(laws, grid, share) for share in (0.025, 0.975))
    return Lean(means[0] - means[1], low, high, 1 - _at_most(laws, grid, 0.0))


def _law(a: float, b: float, grid: np.ndarray) -> np.ndarray:
    """The weights of a beta law on the grid, one together."""
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    dense = np.exp(scale + (a - 1) * np.log(grid) + (b - 1) * np.log1p(-grid))
    weights: np.ndarray = dense / dense.sum()
    return weights


def _at_most(laws: Sequence[np.ndarray], grid: np.ndarray, far: float) -> float:
    """The chance that the first is at most so much above the second."""
    ours, others = laws
    below = np.concatenate([[0.0], np.cumsum(ours)])
    edges = np.arange(FINE + 1) / FINE
    return float(others @ np.interp(grid + far, edges, below))


def _quantile(laws: Sequence[np.ndarray], grid: np.ndarray, share: float) -> float:
    low, high = -1.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        is_below = _at_most(laws, grid, middle) < share
        low, high = (middle, high) if is_below else (low, middle)
    return (low + high) / 2
