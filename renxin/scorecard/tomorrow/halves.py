"""How many places of a half day may stay empty, and so how many people to ask ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy, pgettext_lazy

from pulse.models import empty_places
from renxin.booking.clock import minute_of
from renxin.scorecard.tomorrow.coming import Coming

MIDDAY = 12 * 60
MORNING: LazyText = pgettext_lazy("half day", "Morning")
AFTERNOON: LazyText = gettext_lazy("Afternoon")


@dataclass(frozen=True)
class Half:
    """A morning or an afternoon: who is booked, and how many of them may not come."""

    name: LazyText
    booked: int
    unknown: int
    mean: float
    low: int
    high: int

    @property
    def to_ask(self) -> int:
        """So many places will be empty, more likely than not."""
        return floor(self.mean + 0.5)

    @property
    def expected(self) -> str:
        return f"{self.mean:.1f}"


def halves(day: Sequence[Coming]) -> tuple[Half, ...]:
    """The halves in which somebody is booked."""
    parts: dict[LazyText, list[Coming]] = {MORNING: [], AFTERNOON: []}
    for one in day:
        parts[MORNING if _minute(one) < MIDDAY else AFTERNOON].append(one)
    return tuple(_half(name, part) for name, part in parts.items() if part)


def _half(name: LazyText, part: Sequence[Coming]) -> Half:
    known = [one.foretold.chance for one in part if one.foretold]
    mean, low, high = empty_places(known)
    return Half(
        name=name,
        booked=len(part),
        unknown=len(part) - len(known),
        mean=mean,
        low=floor(low),
        high=ceil(high),
    )


def _minute(one: Coming) -> int:
    booked = one.appointment
    zone = ZoneInfo(booked.clinic.zone)
    return minute_of(booked.starts_at, booked.clinic.day_of(booked.starts_at), zone)
