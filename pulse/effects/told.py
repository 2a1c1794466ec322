"""One experiment as it is told: both sides, the gap, and one true sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pulse.effects.gap import Gap
from pulse.effects.samples import Ratio
from pulse.effects.small import Lean
from pulse.effects.strata import Foretold
from pulse.interval import wilson
from pulse.words import LANGUAGES, say

# Below these nothing is said: people on a side; of them, those who came, or did not.
FEWEST, FEWEST_CAME = 20, 5
PLACES, SMALLEST = 6, 1e-6


class Known(StrEnum):
    """Whether anything can be said, and if not, why not."""

    KNOWN = "KNOWN"
    OPEN = "OPEN"  # chance alone could do it
    FEW = "FEW"
    FEW_CAME = "FEW_CAME"
    WAITING = "WAITING"
    ALONE = "ALONE"  # nobody on the other side
    BLOCKED = "BLOCKED"  # the sides are not of the sizes drawn


WORDS: Mapping[Known, str] = {
    Known.OPEN: "Not yet known, because chance alone could do it: of every 100"
    " contacted, between {fewer} fewer and {more} more came back.",
    Known.FEW: "Not yet known, because there are too few: fewer than {fewest} on one"
    " side have had their {within} days.",
    Known.FEW_CAME: "Not yet known, because on one side fewer than {came} came back, or"
    " fewer than {came} stayed away.",
    Known.WAITING: "Not yet known, because nobody has had their {within} days yet.",
    Known.ALONE: "Cannot be known, because nobody stands on the other side.",
    Known.BLOCKED: "Not read: the two sides are not of the sizes that were drawn"
    " (p {p}). Find out why first.",
}
MORE = "Of every 100 contacted, {mean} more came back, between {low} and {high}."
FEWER = "Of every 100 contacted, {mean} fewer came back, between {low} and {high}."


@dataclass(frozen=True)
class Side:
    """Those drawn to one side whose days have passed, and how many of them came."""

    n: int
    came: int

    def is_thin(self) -> bool:
        return min(self.came, self.n - self.came) < FEWEST_CAME

    def as_json(self) -> dict[str, Any]:
        ends = wilson(self.came, self.n)
        share = round(self.came / self.n, PLACES) if self.n else None
        told: dict[str, Any] = {"patients": self.n, "returned": self.came}
        return told | {"share": share, "interval": _rounded(ends)}


@dataclass(frozen=True)
class Branch:
    """One clinic of an experiment, drawn towards what is known of all."""

    clinic: str
    treated: Side
    held_out: Side
    lean: Lean

    def as_json(self) -> dict[str, Any]:
        return {
            "clinic": self.clinic,
            "treated": self.treated.as_json(),
            "held_out": self.held_out.as_json(),
            "per_100": round(self.lean.mean * 100, 2),
            "interval": [
                round(one * 100, 2) for one in (self.lean.low, self.lean.high)
            ],
            "better": round(self.lean.better, 4),
        }


@dataclass(frozen=True)
class Effect:
    """What one experiment says, as drawn: reached or not, everybody counts.

    `waiting` were drawn and have not had their `within` days; `on_both` were drawn to
    both sides and say nothing; `sizes` is None where the share meant to be held out is
    not told. `gap` is in shares, averaged within strata.
    """

    experiment: str
    within: int
    treated: Side
    held_out: Side
    waiting: int
    on_both: int
    strata: int
    per_month: float
    sizes: Ratio | None
    gap: Gap | None
    foretold: Foretold | None
    branches: tuple[Branch, ...] = ()

    @property
    def known(self) -> Known:
        sides = (self.treated, self.held_out)
        reasons = {
            Known.BLOCKED: self.sizes is not None and not self.sizes.is_sound,
            Known.WAITING: not any(one.n for one in sides) and self.waiting,
            Known.ALONE: not all(one.n for one in sides) and not self.waiting,
            Known.FEW: min(one.n for one in sides) < FEWEST or self.gap is None,
            Known.FEW_CAME: any(one.is_thin() for one in sides),
        }
        found = next((why for why, holds in reasons.items() if holds), None)
        if found or self.gap is None:
            return found or Known.FEW
        low, high = self.gap.any_day()
        return Known.KNOWN if low > 0 or high < 0 else Known.OPEN

    @property
    def read(self) -> Gap | None:
        """The gap, where it may be read at all."""
        return self.gap if self.known in {Known.KNOWN, Known.OPEN} else None

    @property
    def per_100(self) -> tuple[float, float, float] | None:
        """How many more came of every hundred, from, to, on whatever day one looks."""
        if self.read is None:
            return None
        low, high = self.read.any_day()
        return self.read.mean * 100, low * 100, high * 100

    def sentence(self, lang: str) -> str:
        """The one sentence to tell; it never says more than is known."""
        told = self.per_100
        if told is None or self.known is Known.OPEN:
            return say(lang, WORDS[self.known], **self._reasons())
        if told[0] > 0:
            mean, low, high = (f"{one:.1f}" for one in told)
            return say(lang, MORE, mean=mean, low=low, high=high)
        mean, high, low = (f"{-one:.1f}" for one in told)
        return say(lang, FEWER, mean=mean, low=low, high=high)

    def _reasons(self) -> dict[str, str]:
        told = {"within": str(self.within), "fewest": str(FEWEST)}
        told |= {"came": str(FEWEST_CAME)}
        told["p"] = _written(self.sizes.p) if self.sizes else ""
        if self.per_100:
            _, low, high = self.per_100
            told |= {"fewer": f"{-low:.1f}", "more": f"{high:.1f}"}
        return told

    def as_json(self) -> dict[str, Any]:
        return {
            "experiment": self.experiment,
            "within_days": self.within,
            "known": self.known,
            "treated": self.treated.as_json(),
            "held_out": self.held_out.as_json(),
            "waiting": self.waiting,
            "on_both_sides": self.on_both,
            "strata": self.strata,
            "per_month": round(self.per_month, 1),
            "sample_ratio": self._sizes(),
            "difference": self._difference(),
            "with_last_year": self._foretold(),
            "clinics": [one.as_json() for one in self.branches] if self.read else [],
            "sentence": {lang: self.sentence(lang) for lang in LANGUAGES},
        }

    def _sizes(self) -> dict[str, Any] | None:
        if self.sizes is None:
            return None
        told = {"chi2": round(self.sizes.chi2, 4), "p": float(f"{self.sizes.p:.3g}")}
        return told | {"sound": self.sizes.is_sound}

    def _difference(self) -> dict[str, Any] | None:
        if self.read is None:
            return None
        one_look, any_day = self.read.interval(), self.read.any_day()
        told = {"value": round(self.read.mean, PLACES)}
        return told | {"one_look": _rounded(one_look), "any_day": _rounded(any_day)}

    def _foretold(self) -> dict[str, Any] | None:
        if self.read is None or self.foretold is None:
            return None
        gap = self.foretold.gap
        return {
            "rho": round(self.foretold.rho, 4),
            "spared": round(self.foretold.spared, 4),
            "value": round(gap.mean, PLACES),
            "one_look": _rounded(gap.interval()),
            "any_day": _rounded(gap.any_day()),
        }


def _written(p: float) -> str:
    return f"{p:.6f}".rstrip("0") if p >= SMALLEST else f"< {SMALLEST:.6f}"


def _rounded(ends: tuple[float, float] | None) -> list[float] | None:
    return [round(one, PLACES) for one in ends] if ends else None
