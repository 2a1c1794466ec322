"""How far chances can be trusted: counted on bookings the model has not seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pulse.interval import wilson
from pulse.models.logistic import Floats, Ints

TENTHS = 10
RESAMPLES = 200
TINY = 1e-12
TOPS = (10, 20)


@dataclass(frozen=True)
class Estimate:
    """A number and its 95 % interval, drawn anew by whole patients."""

    value: float
    low: float
    high: float

    def as_json(self) -> list[float]:
        return [round(one, 6) for one in (self.value, self.low, self.high)]


@dataclass(frozen=True)
class Tenth:
    """A tenth of the bookings, from the lowest chances to the highest."""

    n: int
    chance: float
    missed: int

    @property
    def share(self) -> float:
        return self.missed / self.n

    def as_json(self) -> dict[str, Any]:
        low, high = wilson(self.missed, self.n) or (0.0, 1.0)
        told = {"n": self.n, "chance": self.chance, "missed": self.missed}
        told |= {"share": self.share, "low": low, "high": high}
        return {name: round(value, 6) for name, value in told.items()}


@dataclass(frozen=True)
class Calibration:
    """Chances against what came of them.

    `auc`: how often a booking missed has the higher chance of two; 0.5 knows nothing.
    `brier` and `log_loss`: how far off, in squares and in logarithms; less is better,
    and `usual` is what one share for all would score. `reach`: how many of the missed
    bookings are in the tenth and the fifth with the highest chances.
    """

    n: int
    missed: int
    expected: float
    auc: Estimate
    brier: Estimate
    log_loss: Estimate
    usual: tuple[float, float]
    tenths: tuple[Tenth, ...]
    reach: dict[int, float]

    def as_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "missed": self.missed,
            "expected": round(self.expected, 2),
            "auc": self.auc.as_json(),
            "brier": self.brier.as_json(),
            "log_loss": self.log_loss.as_json(),
            "usual": {
                "brier": round(self.usual[0], 6),
                "log_loss": round(self.usual[1], 6),
            },
            "tenths": [one.as_json() for one in self.tenths],
            "reach": {str(top): round(one, 6) for top, one in self.reach.items()},
        }


def calibration(
    chances: Floats, missed: Ints, patients: Ints, *, usual: float
) -> Calibration | None:
    """How chances held; `usual` is the share missed in what the model was fitted to.

    Where nobody missed, or everybody, nothing can be said.
    """
    n, hits = len(missed), int(missed.sum())
    if hits in {0, n}:
        return None
    draw = _draws(patients)
    off = (missed - chances) ** 2
    logs = -np.log(np.clip(np.where(missed == 1, chances, 1 - chances), TINY, 1))
    return Calibration(
        n=n,
        missed=hits,
        expected=float(chances.sum()),
        auc=_estimate(_Ranked(chances, missed).auc, draw),
        brier=_estimate(lambda times: float(np.average(off, weights=times)), draw),
        log_loss=_estimate(lambda times: float(np.average(logs, weights=times)), draw),
        usual=_of_one_share(missed, usual),
        tenths=_tenths(chances, missed),
        reach=_reach(chances, missed),
    )


def auc(chances: Floats, missed: Ints) -> float:
    """How often, of one booking missed and one kept, the missed has the higher."""
    return _Ranked(chances, missed).auc(np.ones(len(missed)))


class _Ranked:
    """Bookings in the order of their chances, ties together."""

    def __init__(self, chances: Floats, missed: Ints) -> None:
        self.order = np.argsort(chances, kind="stable")
        in_order = chances[self.order]
        is_new = np.concatenate([[True], in_order[1:] != in_order[:-1]])
        self.starts = np.flatnonzero(is_new)
        self.missed = missed[self.order]

    def auc(self, times: Floats) -> float:
        times = times[self.order]
        hits = np.add.reduceat(times * self.missed, self.starts)
        kept = np.add.reduceat(times * (1 - self.missed), self.starts)
        below = np.cumsum(kept) - kept / 2
        return float((hits * below).sum() / max(hits.sum() * kept.sum(), TINY))


def _draws(patients: Ints) -> list[Floats]:
    """How often each booking is drawn when patients are drawn with replacement."""
    _, who = np.unique(patients, return_inverse=True)
    people = int(who.max()) + 1
    chance = np.random.default_rng(people)
    return [
        np.bincount(chance.integers(0, people, people), minlength=people)[who].astype(
            np.float64
        )
        for _ in range(RESAMPLES)
    ]


def _estimate(measured: Callable[[Floats], float], draws: list[Floats]) -> Estimate:
    found = [measured(times) for times in draws if times.sum() > 0]
    low, high = np.quantile(found, [0.025, 0.975])
    return Estimate(measured(np.ones(len(draws[0]))), float(low), float(high))


def _of_one_share(missed: Ints, usual: float) -> tuple[float, float]:
    share = min(max(usual, TINY), 1 - TINY)
    told = np.where(missed == 1, share, 1 - share)
    return float(((1 - told) ** 2).mean()), float(-np.log(told).mean())


def _tenths(chances: Floats, missed: Ints) -> tuple[Tenth, ...]:
    order = np.argsort(chances, kind="stable")
    return tuple(
        Tenth(len(part), float(chances[part].mean()), int(missed[part].sum()))
        for part in np.array_split(order, TENTHS)
        if len(part)
    )


def _reach(chances: Floats, missed: Ints) -> dict[int, float]:
    order = np.argsort(-chances, kind="stable")
    return {
        top: float(missed[order[: len(order) * top // 100]].sum() / missed.sum())
        for top in TOPS
    }
