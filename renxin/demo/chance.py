"""Seeded draws. Same seed, district and topic: the same numbers, always."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]


def chance(seed: int, district: int, topic: str) -> np.random.Generator:
    """A stream of its own for each topic, so that a new topic disturbs none."""
    sequence = np.random.SeedSequence([seed, district, crc32(topic.encode())])
    return np.random.Generator(np.random.PCG64(sequence))


def happens(rng: np.random.Generator, odds: Floats) -> Flags:
    return rng.random(len(odds)) < odds


def some(rng: np.random.Generator, share: float, size: int) -> Flags:
    return rng.random(size) < share


def one_of(rng: np.random.Generator, weights: Sequence[float], size: int) -> Ints:
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn = rng.random(size) * edges[-1]
    places: Ints = np.searchsorted(edges, drawn, side="right").astype(np.int64)
    return places


def one_of_each(rng: np.random.Generator, weights: Floats) -> Ints:
    """For each row of weights, the column drawn."""
    edges = np.cumsum(weights, axis=1)
    drawn = rng.random((len(weights), 1)) * edges[:, -1:]
    places: Ints = (drawn >= edges).sum(axis=1).clip(max=weights.shape[1] - 1)
    return places


def whole(
    rng: np.random.Generator, low: Ints | int, high: Ints | int, size: int
) -> Ints:
    """Whole numbers from low to high, both in."""
    return rng.integers(low, high, size=size, endpoint=True)


def logistic(log_odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-log_odds))


def rank_within(keys: Ints) -> Ints:
    """The place of each row among the rows that share its key, from zero."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    fresh = np.r_[True, ordered[1:] != ordered[:-1]]
    starts = np.maximum.accumulate(np.where(fresh, np.arange(len(keys)), 0))
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.arange(len(keys)) - starts
    return ranks
