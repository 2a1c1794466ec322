"""No-shows of groups of bookings, each with its whole and its interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import pulse
from renxin.scorecard.counting import Count
from renxin.scorecard.narrowing import at_clinic
from renxin.scorecard.span import MONTHS_A_YEAR, Span
from renxin.scorecard.tiles import is_small


@dataclass(frozen=True)
class Group:
    """How many were missed, of how many; too small a group loses its part."""

    name: str
    part: int | None
    whole: int
    low: float | None = None
    high: float | None = None
    expected: float | None = None

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole and self.part is not None else None

    @property
    def percent(self) -> str:
        return _percent(self.share)

    @property
    def interval(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return f"{_percent(self.low)}–{_percent(self.high)}"

    @property
    def usual(self) -> str:
        """The share one would expect of bookings with the same leads."""
        expected = None if self.expected is None else self.expected / self.whole
        return _percent(expected)

    def for_reader(self, *, names: bool) -> Self:
        """As told to this reader: few people are not pointed at."""
        is_told = names or self.part is None
        if is_told or not is_small(Count(self.part, self.whole, self.share)):
            return self
        return replace(self, part=None, low=None, high=None)


@dataclass(frozen=True)
class Missing:
    """Where the no-shows of twelve months are."""

    all: Group
    by_lead: tuple[Group, ...]
    by_doctor: tuple[Group, ...]
    week: tuple[Group, ...]

    @classmethod
    def read(cls, told: Mapping[str, Any], *, names: bool) -> Self:
        def groups(name: str) -> tuple[Group, ...]:
            rows: Iterable[Mapping[str, Any]] = told[name]
            return tuple(_group(one).for_reader(names=names) for one in rows)

        return cls(
            all=_group(told["all"]).for_reader(names=names),
            by_lead=groups("by_lead"),
            by_doctor=groups("by_doctor"),
            week=groups("week"),
        )


def count(tables: pulse.Tables, span: Span, group: str) -> dict[str, Any]:
    """The twelve months up to a span's end, at one clinic or at all."""
    here = at_clinic(tables, group)
    year = pulse.Period.months_to(span.end, MONTHS_A_YEAR)
    found = pulse.no_shows(here, year) or pulse.NoShows((), (), (), (), ())
    part = sum(one.part or 0 for one in found.by_weekday)
    whole = sum(one.whole for one in found.by_weekday)
    return found.as_json() | {"all": pulse.Missed("", part, whole).as_json()}


def _group(told: Mapping[str, Any]) -> Group:
    return Group(
        name=told["group"],
        part=told["part"],
        whole=told["whole"],
        low=told["low"],
        high=told["high"],
        expected=told.get("expected"),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}"
