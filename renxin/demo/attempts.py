"""Bookings, and whether they happen. A walk-in is a coming without a booking."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.books import CONTINUING, FIRST, Books
from renxin.demo.chance import Flags, Floats, Ints, logistic, some
from renxin.demo.log import Column
from renxin.demo.people import People
from renxin.demo.seasons import MINUTES_A_DAY, Season, minute_of
from renxin.demo.staff import Staff
from renxin.demo.treatments import treatments
from renxin.demo.words import truth

KEPT, NO_SHOW, CANCELLED_BY_PATIENT, CANCELLED_BY_CLINIC, DUE, NOTHING = range(6)
OUTCOMES = ("KEPT", "NO_SHOW", "CANCELLED_BY_PATIENT", "CANCELLED_BY_CLINIC", "DUE")
DESK_OPENS, DESK_MINUTES = 510, 690
MOST_MISSED = 3
YOUNG, GROWN, OLDER = 18, 30, 55
# Share of walk-ins among first comings and among those with no next time in hand.
WALK_IN = (0.34, 0.05, 0.12)
MEAN_LEAD = (4.0, 6.0, 7.0)
SEEN_BY_ANOTHER = 0.07
REMINDED = 0.88


@dataclass(frozen=True)
class Attempts:
    key: Ints
    patient: Ints
    day: Ints
    slot: Ints
    start: Ints  # minutes from the first day of the window
    booked: Ints
    walk_in: Flags
    reminded: Flags
    odds: Floats
    outcome: Ints
    doctor: Ints
    service: Ints
    kind: Ints

    def rows(self) -> dict[str, Column]:
        real = self.outcome != NOTHING
        return {name: column[real] for name, column in vars(self).items()}

    def missed(self) -> Flags:
        missed: Flags = (self.outcome != KEPT) & (self.outcome < DUE)
        return missed

    def is_over(self) -> Flags:
        """Beyond the last day: still to come, or not even booked yet."""
        return self.outcome >= DUE


def attempts(
    rng: np.random.Generator, who: Ints, books: Books, people: People, staff: Staff,
    season: Season,
) -> Attempts:  # fmt: skip
    day, kind, service = books.day[who], books.kind[who], books.service[who]
    slot = season.slot(rng, day, people.child[who])
    start = day * MINUTES_A_DAY + minute_of(slot)
    booked, walk_in = _booked(rng, start, kind, books.touched[who])
    lead = start // MINUTES_A_DAY - booked // MINUTES_A_DAY
    reminded = ~walk_in & (lead > 0) & some(rng, REMINDED, len(who))
    odds = no_show_odds(lead, kind, people.years[who], books.missed[who], reminded)
    odds = logistic(odds + truth()["no_show"]["person"] * people.forgets[who])
    ends = season.end * MINUTES_A_DAY
    return Attempts(
        key=books.keys(who),
        patient=who,
        day=day,
        slot=slot,
        start=start,
        booked=booked,
        walk_in=walk_in,
        reminded=reminded,
        odds=np.where(walk_in, 0.0, odds),
        outcome=_outcomes(rng, start, booked, np.where(walk_in, 0.0, odds), ends),
        doctor=_doctors(rng, who, service, people, staff),
        service=service,
        kind=kind,
    )


def _booked(
    rng: np.random.Generator, start: Ints, kind: Ints, touched: Ints
) -> tuple[Ints, Flags]:
    size = len(start)
    rebooked = truth()["staying_on"]["rebooked"]
    in_hand = rng.random(size) < np.array((0.0, rebooked, rebooked * 0.5))[kind]
    walk_in = ~in_hand & (rng.random(size) < np.array(WALK_IN)[kind])
    lead = rng.exponential(np.array(MEAN_LEAD)[kind]).astype(np.int64)
    desk = (start // MINUTES_A_DAY - lead) * MINUTES_A_DAY + DESK_OPENS
    desk = desk + rng.integers(0, DESK_MINUTES, size)
    same_day = start - rng.integers(35, 240, size)
    booked = np.where(lead > 0, desk, same_day)
    booked = np.where(in_hand, touched, np.maximum(booked, touched)) + 4
    return np.minimum(booked, start - 20), walk_in


def no_show_odds(
    lead: Ints, kind: Ints, years: Floats, missed: Ints, reminded: Flags
) -> Floats:
    """The known truth, in log-odds, before the person's own forgetfulness."""
    tale = truth()["no_show"]
    young = (years >= YOUNG) & (years < GROWN)
    odds: Floats = (
        tale["base"]
        + tale["log_lead"] * np.log1p(lead)
        + tale["first"] * (kind == FIRST)
        + tale["young_adult"] * young
        + tale["older"] * (years >= OLDER)
        + tale["missed_before"] * missed.clip(max=MOST_MISSED)
        + tale["reminded"] * reminded
    )
    return odds


def _outcomes(
    rng: np.random.Generator, start: Ints, booked: Ints, odds: Floats, end: int
) -> Ints:
    """A walk-in has no odds of not coming: it is a coming."""
    walk_in = odds == 0
    cancel, draw = truth()["cancel"], rng.random(len(start))
    patient, clinic = cancel["by_patient"], cancel["by_clinic"]
    outcome = np.full(len(start), KEPT, dtype=np.int64)
    # Cancelled first: whoever calls off is not a no-show.
    outcome[draw < patient + clinic] = CANCELLED_BY_PATIENT
    outcome[draw < clinic] = CANCELLED_BY_CLINIC
    absent = (outcome == KEPT) & (rng.random(len(start)) < odds)
    outcome[absent] = NO_SHOW
    outcome[walk_in] = KEPT
    outcome[start >= end] = DUE
    outcome[(start >= end) & (walk_in | (booked >= end))] = NOTHING
    return outcome


def _doctors(
    rng: np.random.Generator, who: Ints, service: Ints, people: People, staff: Staff
) -> Ints:
    """The doctor of the family's team; now and then that one is away."""
    clinic, size = people.clinic[who], len(who)
    team = people.families.household[who] % staff.teams[clinic]
    own = staff.by_service[clinic, team, service]
    first, many = staff.first_doctor[clinic], staff.house_doctors[clinic]
    other = first + (rng.random(size) * many).astype(np.int64)
    return np.where(some(rng, SEEN_BY_ANOTHER, size), other, own)


def slots_of(service: Ints, kind: Ints) -> Ints:
    """How many quarter hours are held."""
    shorter = treatments().slots[service] - 1
    slots = np.where(kind == CONTINUING, shorter, treatments().slots[service])
    return slots.clip(min=2)
