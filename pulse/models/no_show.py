"""The chance that a booking is missed, known before the day.

For two uses only: to offer a further confirmation, and to plan how deep the waiting
list must be. It never refuses, punishes, charges or overbooks anybody, and never
rests on who a person is (`features.PROTECTED`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from pulse.interval import Z_95
from pulse.models.bookings import (
    UNKNOWN,
    Bookings,
    bookings,
    day_number,
    day_of,
)
from pulse.models.features import Decision, Design, Facts, facts, refuse
from pulse.models.logistic import Floats, Ints, chance, fit
from pulse.models.reasons import Reason, reasons
from pulse.opened import Tables

FEWEST_BOOKINGS, FEWEST_MISSED = 200, 20


class NotYetKnown(Exception):
    """There is too little to learn from; the sentence says what is missing."""


@dataclass(frozen=True)
class Chance:
    """One booking ahead: how likely it is to be missed unless called off, and why.

    Only to offer a further confirmation, or to plan the depth of the waiting list.
    """

    appointment_id: str
    patient_id: str
    day: date
    chance: float
    reasons: tuple[Reason, ...]


def empty_places(chances: Sequence[float]) -> tuple[float, float, float]:
    """How many of some bookings will be missed: the number, and a 95 % range."""
    mean = sum(chances)
    half = Z_95 * sqrt(sum(one * (1 - one) for one in chances))
    return mean, max(0.0, mean - half), min(float(len(chances)), mean + half)


@dataclass(frozen=True)
class Chances:
    """Bookings ahead, the likeliest to be missed first.

    `hidden` counts those of restricted persons, who are in no list.
    """

    listed: tuple[Chance, ...]
    hidden: int = 0

    def empty_places(self) -> tuple[float, float, float]:
        """How many of the listed will be missed: the number, and a 95 % range.

        For the depth of the waiting list, not for booking two onto one place.
        """
        return empty_places([one.chance for one in self.listed])


@dataclass(frozen=True)
class Model:
    """What was learned from the bookings before a day, for decisions of one kind."""

    decision: Decision
    until: date
    also: tuple[str, ...]
    n: int
    missed: int
    design: Design
    weights: tuple[float, ...]
    usually: tuple[float, ...]

    def scored(self, seen: Facts) -> Floats:
        matrix, which = self.design.patterns(seen)
        return chance(matrix @ np.array(self.weights))[which]

    def chances(self, tables: Tables, *, on: date) -> Chances:
        """Bookings that lie ahead of a day, as known on it.

        Raises ValueError for a day before the model's own: it would know what was not
        known then.
        """
        if on < self.until:
            raise ValueError(f"A model of {self.until} cannot be asked about {on}.")
        held = bookings(tables, self.also)
        today = day_number(on)
        least = today + (1 if self.decision is Decision.EVE else 0)
        is_ahead = (held.days >= least) & (held.booked <= today)
        chosen = np.flatnonzero(is_ahead & (held.booked != UNKNOWN))
        decided = np.full(len(held.days), today)
        seen = facts(held, self.decision, decided, chosen)
        told = self._told(held, seen, chosen)
        hidden = int((held.named[chosen] == 0).sum())
        return Chances(tuple(sorted(told, key=lambda one: -one.chance)), hidden)

    def _told(self, held: Bookings, seen: Facts, chosen: Ints) -> list[Chance]:
        if not len(chosen):
            return []
        matrix, which = self.design.patterns(seen)
        odds = chance(matrix @ np.array(self.weights))
        parts = (matrix - np.array(self.usually)) * np.array(self.weights)
        return [
            Chance(
                appointment_id=held.ids[row],
                patient_id=held.patient_ids[row],
                day=day_of(int(held.days[row])),
                chance=float(odds[which[at]]),
                reasons=reasons(self.design, parts[which[at]], seen, at),
            )
            for at, row in enumerate(chosen)
            if held.named[row]
        ]


def learn(
    tables: Tables,
    *,
    until: date,
    decision: Decision = Decision.EVE,
    also: Sequence[str] = (),
) -> Model:
    """Learn from the bookings whose day was before `until`.

    Each is told as it stood at its own decision. `also` names further columns of the
    bookings, such as the department; those that say who a person is are refused with
    `Protected`. Raises `NotYetKnown` where there is too little to learn from.
    """
    refuse(also)
    lacking = tables.lacks(["appointments.booked_at", *_named(also)])
    if lacking:
        raise NotYetKnown(f"{lacking[0].upper()}{lacking[1:]}.")
    return learned(bookings(tables, also), until, decision)


def _named(also: Sequence[str]) -> list[str]:
    return [f"appointments.{one}" for one in also]


def learned(held: Bookings, until: date, decision: Decision) -> Model:
    """As `learn`, from columns that were fetched before."""
    limit = day_number(until)
    is_told = (held.missed != UNKNOWN) & (held.days < limit)
    chosen = np.flatnonzero(is_told & decision.is_open(held))
    missed = held.missed[chosen]
    if len(missed) < FEWEST_BOOKINGS or missed.sum() < FEWEST_MISSED:
        raise NotYetKnown(
            f"{len(missed)} bookings before {until}, {missed.sum()} of them missed: at"
            f" least {FEWEST_BOOKINGS} and {FEWEST_MISSED} are needed."
        )
    seen = facts(held, decision, decision.days(held), chosen)
    design = Design.of(seen, missed)
    matrix, which = design.patterns(seen)
    trials = np.bincount(which, minlength=len(matrix)).astype(np.float64)
    hits = np.bincount(which, weights=missed, minlength=len(matrix))
    weights = fit(matrix, hits.astype(np.float64), trials)
    return Model(
        decision=decision,
        until=until,
        also=tuple(held.more),
        n=len(missed),
        missed=int(missed.sum()),
        design=design,
        weights=tuple(weights.tolist()),
        usually=tuple(np.average(matrix, axis=0, weights=trials).tolist()),
    )
