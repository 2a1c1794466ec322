"""The cards of the calendar: where each lies, in what state, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from renxin.booking import clock
from renxin.booking.calendar.booked import Booked, Taken
from renxin.booking.kinds import Coming
from renxin.clinics.clock import told as told_minute

MINUTE_S = 60
# Lower than this there is room for one line.
TWO_LINES, ONE_LINE = 45, 25


class State(StrEnum):
    """How a card stands; each has a mark of its own beside its colour."""

    HELD = "held"
    ASK = "ask"
    OK = "ok"
    LATE = "late"
    WAIT = "wait"
    DONE = "done"
    KEPT = "kept"


WORDS: dict[State, LazyText] = {
    State.HELD: gettext_lazy("held, not agreed yet"),
    State.ASK: gettext_lazy("not confirmed"),
    State.OK: pgettext_lazy("appointment", "confirmed"),
    State.LATE: pgettext_lazy("appointment", "not here yet"),
    State.WAIT: gettext_lazy("here, waiting"),
    State.DONE: pgettext_lazy("appointment", "done"),
    State.KEPT: gettext_lazy("kept free"),
}


@dataclass(frozen=True)
class Card:
    """One block of one column; times are minutes of the clinic's day."""

    key: str
    state: str
    starts: int
    ends: int
    title: str
    what: str = ""
    mark: str = ""
    said: str = ""
    pk: int = 0
    version: int = 0
    lane: int = 0
    lanes: int = 1
    # Quarter-hours of the board, for pages that run no script.
    row: int = 1
    rows: int = 1

    @property
    def minutes(self) -> int:
        return self.ends - self.starts

    @property
    def size(self) -> str:
        """How its words are set, by how much room there is."""
        if self.minutes >= TWO_LINES:
            return ""
        return "short" if self.minutes >= ONE_LINE else "short tiny"

    def also(self, whose: str) -> "Card":
        """The same card where whose patient it is must be said."""
        what = "·".join(part for part in (whose, self.what) if part)
        return replace(self, what=what, said=f"{self.said} {whose}")


@dataclass(frozen=True)
class Reading:
    """On which day and clock, and at what moment, the cards are read."""

    day: date
    zone: ZoneInfo
    at: datetime

    def minute(self, moment: datetime) -> int:
        return clock.minute_of(moment, self.day, self.zone)


def state_of(one: Booked, at: datetime) -> State:
    if one.outcome_kind or one.arrived_at:
        return State.DONE if at >= one.ends_at else State.WAIT
    if one.held_until:
        return State.HELD
    if at > one.starts_at:
        return State.LATE
    return State.OK if one.is_confirmed else State.ASK


def card_of(one: Booked, column: str, reading: Reading) -> Card:
    state = state_of(one, reading.at)
    starts, ends = reading.minute(one.starts_at), reading.minute(one.ends_at)
    mark = mark_of(one, state, reading)
    told = [told_minute(starts), told_minute(ends)]
    said = [one.patient_name, one.service_name, str(WORDS[state]), mark]
    return Card(
        key=f"card-{one.pk}-{column}",
        state=state,
        starts=starts,
        ends=max(ends, starts + 1),
        title=one.patient_name,
        what=one.service_name,
        mark=mark,
        said="–".join(told) + " " + " ".join(word for word in said if word),
        pk=one.pk,
        version=one.version,
    )


def mark_of(one: Booked, state: State, reading: Reading) -> str:
    """A word beside the name: what one must know before anything else."""
    if state is State.LATE:
        return _("late %(n)s") % {"n": _since(one.starts_at, reading.at)}
    if state is State.WAIT and one.arrived_at:
        return _("waits %(n)s") % {"n": _since(one.arrived_at, reading.at)}
    if state is State.HELD and one.held_until:
        until = told_minute(reading.minute(one.held_until))
        return _("held to %(time)s") % {"time": until}
    return _how_it_came(one)


def _how_it_came(one: Booked) -> str:
    if one.is_over_another:
        return pgettext("appointment", "over")
    if one.kind == Coming.FIRST:
        return pgettext("appointment", "new")
    return pgettext("appointment", "moved") if one.was_moved else ""


def kept_card(one: Taken, column: str, what: str, reading: Reading) -> Card:
    """Time that no patient of this board has: upkeep, a meeting, another clinic."""
    starts = reading.minute(one.during.lower)
    ends = max(reading.minute(one.during.upper), starts + 1)
    return Card(
        key=f"kept-{one.pk}-{column}",
        state=State.KEPT,
        starts=starts,
        ends=ends,
        title=what,
        said=f"{told_minute(starts)}–{told_minute(ends)} {what}",
        pk=one.pk if one.purpose else 0,
    )


def beside(cards: Iterable[Card]) -> list[Card]:
    """Cards of one column that lie over each other get lanes side by side."""
    done: list[Card] = []
    group: list[Card] = []
    until = -1
    for card in sorted(cards, key=lambda one: (one.starts, -one.ends, one.key)):
        if card.starts >= until:
            done += _laned(group)
            group, until = [], -1
        group.append(card)
        until = max(until, card.ends)
    return done + _laned(group)


def _laned(group: list[Card]) -> list[Card]:
    ends: list[int] = []
    lanes: list[int] = []
    for card in group:
        free = next((i for i, end in enumerate(ends) if end <= card.starts), len(ends))
        ends[free : free + 1] = [card.ends]
        lanes.append(free)
    if len(ends) <= 1:
        return group
    return [
        replace(card, lane=lane, lanes=len(ends))
        for card, lane in zip(group, lanes, strict=True)
    ]


def _since(then: datetime, now: datetime) -> int:
    return max(int((now - then).total_seconds()) // MINUTE_S, 0)
