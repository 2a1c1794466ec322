"""One comparison as it is told: an estimate, its interval, and a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pulse.fair.compared import Difference
from pulse.words import LANGUAGES, say

# Below the first nothing is told of anybody, below the second nobody is looked into.
FEWEST_TOLD, FEWEST_ASKED = 20, 30
SURE = 0.01
KNOWN = frozenset({"FIRST", "AGAIN", "TOP_FIFTH", "PAYING", "NOTHING_PAID"})


class Scale(StrEnum):
    """How an estimate is read: so many times as much, or so many points more."""

    TIMES = "times"
    POINTS = "points"

    @property
    def nothing(self) -> float:
        """Where a group lies that is like the others."""
        return 1.0 if self is Scale.TIMES else 0.0


class About(StrEnum):
    """What is compared."""

    CASE_COST = "CASE_COST"
    PLAN_VALUE = "PLAN_VALUE"
    REPEATS = "REPEATS"
    WAIT = "WAIT"
    TIME_WITH_DOCTOR = "TIME_WITH_DOCTOR"
    BACK_TO_DOCTOR = "BACK_TO_DOCTOR"
    DUTIES = "DUTIES"
    VISIT_COST = "VISIT_COST"
    EMPTY_CHAIRS = "EMPTY_CHAIRS"


@dataclass(frozen=True)
class Case:
    """One case behind a row, for whoever looks into it."""

    patient_id: str
    what: str
    day: str
    amount: float | None = None
    usual: float | None = None

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"patient_id": self.patient_id, "what": self.what}
        told |= {"day": self.day, "amount": self.amount, "usual": self.usual}
        return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True)
class Row:
    """One group beside its peers. A small group keeps its n and loses its numbers.

    So does a group with few peers: its numbers would tell theirs.
    `is_candidate` asks for a look into the cases behind it; it says nothing of fault.
    `cases` names some of them; `hidden` counts those of restricted persons among them.
    """

    about: About
    dim: str
    group: str
    n: int
    scale: Scale = Scale.TIMES
    peers: int = 0
    clinic: str | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    is_candidate: bool = False
    cases: tuple[Case, ...] = ()
    hidden: int = 0

    def sentence(self, lang: str) -> str:
        if self.estimate is None or self.low is None or self.high is None:
            return say(lang, self._untold, **self._named(lang))
        ways = {"estimate": self.written(self.estimate)}
        ways |= {"low": self.written(self.low), "high": self.written(self.high)}
        told = say(lang, f"fair {self.about}", **self._named(lang), **ways)
        if self.is_candidate:
            return told + say(lang, "fair candidate")
        return told

    @property
    def _untold(self) -> str:
        if self.n < FEWEST_TOLD:
            return "{group}: {n} are too few to be told."
        return "{group}: of {n} nothing is told, too few others are like them."

    def named(self, lang: str) -> str:
        """The group by its word, under its clinic where it is of one."""
        group = say(lang, f"group {self.group}") if self.group in KNOWN else self.group
        return f"{self.clinic}·{group}" if self.clinic else group

    def _named(self, lang: str) -> dict[str, str]:
        return {"group": self.named(lang), "n": f"{self.n:,}"}

    def written(self, number: float) -> str:
        if self.scale is Scale.TIMES:
            return f"{number:.2f}"
        return f"{number * 100:+.1f}".replace("-", "−")

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"about": self.about, "by": self.dim}
        told |= {"group": self.group, "clinic": self.clinic, "scale": self.scale}
        told |= {"n": self.n, "estimate": _rounded(self.estimate)}
        told |= {"low": _rounded(self.low), "high": _rounded(self.high)}
        told |= {"p": _rounded(self.p), "candidate": self.is_candidate}
        told["sentence"] = {lang: self.sentence(lang) for lang in LANGUAGES}
        if self.cases or self.hidden:
            told["cases"] = [one.as_json() for one in self.cases]
            told["hidden_cases"] = self.hidden
        return told


def row(blank: Row, found: Difference) -> Row:
    """The row with what was found, unless it or its peers are too few to be told."""
    counted = replace(blank, n=found.n, peers=found.peers)
    if min(found.n, found.peers) < FEWEST_TOLD:
        return counted
    estimate, (low, high) = found.mean, found.interval
    if blank.scale is Scale.TIMES:
        estimate, low, high = found.as_ratio()
    return replace(counted, estimate=estimate, low=low, high=high, p=found.p)


def marked(
    rows: Iterable[Row], *, from_: float, downwards: Sequence[About] = ()
) -> tuple[Row, ...]:
    """The rows, with those to be looked into marked.

    Far enough to matter (`from_` times, or points), surer than one in a hundred after
    all the looking (Bonferroni), and of thirty or more beside thirty or more. What is
    `downwards` hurts by being less.
    """
    every = tuple(rows)
    looked_at = sum(one.p is not None for one in every) or 1

    def is_far(one: Row) -> bool:
        if one.estimate is None or one.p is None:
            return False
        if min(one.n, one.peers) < FEWEST_ASKED:
            return False
        is_sure = one.p < SURE / looked_at
        if one.scale is Scale.POINTS:
            far = -one.estimate if one.about in downwards else one.estimate
            return is_sure and far >= from_
        ratio = 1 / one.estimate if one.about in downwards else one.estimate
        return is_sure and ratio >= from_

    return tuple(replace(one, is_candidate=is_far(one)) for one in every)


def rows_of(blank: Row, found: Mapping[str, Difference]) -> list[Row]:
    """One row a group, in the order of their names and never of their estimates."""
    return [
        row(replace(blank, group=group), one) for group, one in sorted(found.items())
    ]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)
