"""Logistic regression of counted patterns: a small, exact Newton fit.

Rows that look alike are one pattern with so many trials, so the fit costs the same
from a thousand bookings to ten million.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS = 50
HALVINGS = 30
CLOSE = 1e-10


class Unfitted(Exception):
    """The numbers do not settle; the sentence says so."""


def chance(log_odds: Floats) -> Floats:
    """The chance of log-odds, without overflow at either end."""
    half = np.tanh(log_odds / 2)
    return np.asarray((1 + half) / 2, dtype=np.float64)


def fit(design: Floats, hits: Floats, trials: Floats, *, ridge: float = 1.0) -> Floats:
    """The weights: of the first column, the constant, then of each other.

    `design` is patterns by columns, its first column all ones; `hits` and `trials` are
    counts a pattern. `ridge` pulls every weight but the first towards zero. Raises
    `Unfitted` where no best weights are found.
    """
    pull = np.full(design.shape[1], ridge)
    pull[0] = 0.0
    weights = np.zeros(design.shape[1])
    weights[0] = np.log((hits.sum() + 0.5) / (trials.sum() - hits.sum() + 0.5))
    for _ in range(STEPS):
        odds = chance(design @ weights)
        slope = design.T @ (hits - trials * odds) - pull * weights
        if np.abs(slope).max() <= CLOSE * max(1.0, trials.sum()):
            return weights
        bend = (design.T * (trials * odds * (1 - odds))) @ design + np.diag(pull)
        weights = _step(design, hits, trials, pull, (weights, _solved(bend, slope)))
    raise Unfitted("The weights do not settle.")


def _solved(bend: Floats, slope: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(bend, slope), dtype=np.float64)
    except np.linalg.LinAlgError as singular:
        raise Unfitted("Two features say the same.") from singular


def _step(
    design: Floats,
    hits: Floats,
    trials: Floats,
    pull: Floats,
    way: tuple[Floats, Floats],
) -> Floats:
    """Down the way as far as the fit gets no worse."""
    weights, move = way
    before = _loss(design, hits, trials, pull, weights)
    for halving in range(HALVINGS):
        there = weights + move / 2**halving
        if _loss(design, hits, trials, pull, there) <= before + CLOSE * abs(before):
            return np.asarray(there, dtype=np.float64)
    raise Unfitted("The weights do not settle.")


def _loss(
    design: Floats, hits: Floats, trials: Floats, pull: Floats, weights: Floats
) -> float:
    log_odds: Any = design @ weights
    log_loss = trials * np.logaddexp(0.0, log_odds) - hits * log_odds
    return float(log_loss.sum() + (pull * weights**2).sum() / 2)
