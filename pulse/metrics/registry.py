"""The catalogue of figures: each with its names, its definition, its goal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from pulse.fetch import Frame
from pulse.opened import Tables
from pulse.period import Period


class Better(StrEnum):
    """Which way a figure should go; some have no better way, only a usual band."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Unit(StrEnum):
    """What the whole counts, or for means what the value is in."""

    VISITS = "visits"
    PERSONS = "persons"
    BOOKINGS = "bookings"
    ANSWERS = "answers"
    POINTS = "points"
    PROMISES = "promises"
    YUAN = "yuan"
    SESSIONS = "sessions"
    MINUTES = "minutes"
    DOCTORS = "doctors"
    BED_DAYS = "bed days"
    PLANS = "plans"
    STEPS = "steps"
    REFERRALS = "referrals"
    DUTIES = "duties"
    REPORTS = "reports"
    AMOUNT = "amount"
    CALLS = "calls"
    MESSAGES = "messages"
    WORDINGS = "wordings"


class Measure(StrEnum):
    """How the value is read: in percent, yuan, minutes, points, or one to so many."""

    SHARE = "share"
    YUAN = "yuan"
    MINUTES = "minutes"
    POINTS = "points"
    TO_ONE = "to one"


@dataclass(frozen=True)
class Goal:
    """Where a figure should stand: a bound, a band, or a change against a year ago."""

    at_least: float | None = None
    at_most: float | None = None
    change: float | None = None


class Worked(Protocol):
    """What a metric gives: sums by group, and the rows behind them."""

    def by(self, *dims: str) -> Frame: ...

    def members(self, *dims: str) -> Frame: ...


@runtime_checkable
class Told(Protocol):
    """What knows a shorter way to its sums by group than a frame."""

    def told(self, *dims: str) -> list[dict[str, Any]]: ...


Definition = Callable[[Tables, Period], Worked]


@dataclass(frozen=True)
class Metric:
    """One figure. `grain` is the table its rows come from and is grouped by.

    `beside` names further tables it is grouped by, where they are there.
    """

    code: str
    zh: str
    en: str
    better: Better
    needs: tuple[str, ...]
    unit: Unit
    defined: Definition
    zh_definition: str
    goal: Goal = Goal()
    adds_up: bool = True
    split_by: str = ""
    needs_any: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    measure: Measure = Measure.SHARE

    @property
    def name(self) -> str:
        return self.defined.__name__

    @property
    def definition(self) -> str:
        """The docstring: what a person reads beside the figure."""
        return " ".join((self.defined.__doc__ or "").split())

    @property
    def grain(self) -> str:
        return self.needs[0].partition(".")[0]

    @property
    def is_mean(self) -> bool:
        return self.measure is Measure.YUAN

    @property
    def is_spread(self) -> bool:
        """A median or a difference: it has a value and how many, but no part."""
        return self.measure in {Measure.MINUTES, Measure.POINTS}

    @property
    def is_plain(self) -> bool:
        """In percent or yuan, and of people or of what people do."""
        return self.measure in PLAIN and self.unit not in OF_THE_HOUSE


PLAIN = frozenset({Measure.SHARE, Measure.YUAN})
OF_THE_HOUSE = frozenset(Unit) - {
    Unit.VISITS,
    Unit.PERSONS,
    Unit.BOOKINGS,
    Unit.ANSWERS,
    Unit.POINTS,
    Unit.PROMISES,
    Unit.YUAN,
}

published: dict[str, Metric] = {}
# The plain ones, for a reader with words for percent and yuan only.
metrics: dict[str, Metric] = {}


def metric(code: str, **told: object) -> Callable[[Definition], Definition]:
    """Publish a figure under its code; without a definition it cannot be imported."""

    def publish(defined: Definition) -> Definition:
        one = Metric(code=code, defined=defined, **told)  # type: ignore[arg-type]
        if not one.definition or not one.zh_definition:
            raise TypeError(f"{code} has no definition in both languages.")
        if code in published:
            raise TypeError(f"{code} is there twice.")
        published[code] = one
        if one.is_plain:
            metrics[code] = one
        return defined

    return publish


def catalogue() -> Mapping[str, Metric]:
    """Every figure there is, by its code."""
    return dict(sorted(published.items()))
