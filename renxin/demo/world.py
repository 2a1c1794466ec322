"""The demonstration clinic: a world drawn from a seed, with its known truth.

A world is a row of districts. Each has three houses, its own staff and up to
twelve thousand patients, and is drawn from its own streams: the first district
of a large world is the small world of the same seed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from renxin.demo import (
    hidden,
    in_place,
    planned,
    planted,
    register,
    tables,
    told,
    trials,
    tried,
    walked,
)
from renxin.demo.chance import Ints, chance
from renxin.demo.introductions import introductions
from renxin.demo.life import Life, life
from renxin.demo.owed import Day, owed
from renxin.demo.people import People, people
from renxin.demo.seasons import MINUTES_A_DAY, Season
from renxin.demo.staff import Staff, staff
from renxin.demo.tables import District
from renxin.demo.timetable import moved_apart
from renxin.demo.voices import complaints, surveys
from renxin.demo.words import words

A_DISTRICT = 12_000
OPENED_DAYS = 2200  # the houses opened six years before the window


@dataclass(frozen=True)
class Part:
    """One district, told: its tables, its hidden truth, its people."""

    number: int
    tables: Mapping[str, pa.Table]
    truth: Mapping[str, pa.Table]
    counts: Mapping[str, Counter[str]]
    staff: Staff
    clinics: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """All districts of a seed, from `start` up to but not into `until`."""

    seed: int
    start: date
    until: date
    parts: tuple[Part, ...]

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {
            name: pa.concat_tables([part.tables[name] for part in self.parts])
            for name in self.parts[0].tables
        }

    @property
    def truth(self) -> dict[str, pa.Table]:
        return {
            name: pa.concat_tables([part.truth[name] for part in self.parts])
            for name in self.parts[0].truth
        }


def simulate(seed: int, patients: int, years: int, until: date) -> World:
    parts = tuple(districts(seed, patients, years, until))
    return World(seed=seed, start=_start(until, years), until=until, parts=parts)


def districts(seed: int, patients: int, years: int, until: date) -> Iterator[Part]:
    """One district after another, so that memory stays bounded."""
    season = Season.between(_start(until, years), until)
    for number in range(-(-patients // A_DISTRICT)):
        size = min(A_DISTRICT, patients - number * A_DISTRICT)
        yield _part(seed, number, size, season)


def _start(until: date, years: int) -> date:
    leap = (until.month, until.day) == (2, 29)
    return until.replace(year=until.year - years, day=28 if leap else until.day)


def _part(seed: int, number: int, size: int, season: Season) -> Part:
    everybody = people(seed, number, size, season)
    house = staff(seed, number, size)
    lived = life(seed, number, everybody, house, season)
    of = _district(seed, number, lived)
    bookings, booked = tables.appointments(of)
    return Part(
        number=number,
        tables={
            "patients": tables.patients(of),
            "visits": pa.concat_tables([tables.visits(of, seed), tried.visits(of)]),
            "appointments": bookings,
            "charges": pa.concat_tables([tables.charges(of), tried.charges(of)]),
            "promises": told.promise_table(of),
            "answers": told.answers(of),
            "complaints": told.complaints(of, seed),
            "losses": told.losses(of, seed),
            "introductions": told.introductions(of),
            "assignments": tried.assignments(of),
            **_of_the_day(of, seed),
            "people": register.people(of, seed),
            "concerns": register.concerns(of, seed),
            "consents": register.consents(of, seed),
        },
        truth=hidden.true_tables(of, booked),
        counts=hidden.counts(of, booked),
        staff=house,
        clinics=of.clinics,
    )


def _of_the_day(of: District, seed: int) -> dict[str, pa.Table]:
    """What happened between coming in and going home."""
    return {
        "stage_entries": walked.stage_entries(of, seed),
        "plans": planned.plans(of, seed),
        "plan_steps": planned.plan_steps(of, seed),
        "referrals": planned.referrals(of, seed),
        "reports": planned.reports(of, seed),
        "capacity": walked.capacity(of, seed),
        "duties": in_place.duties(of, seed),
        "admissions": in_place.admissions(of, seed),
    }


def _district(seed: int, number: int, lived: Life) -> District:
    season, everybody, house = lived.season, lived.people, lived.staff
    tried, came = moved_apart(
        lived.attempts.columns("start", "patient"),
        lived.comings.columns("start", "patient"),
    )
    grumbles = complaints(seed, number, came, season)
    exits = lived.exits.log.columns("day", "patient")
    day = Day(tried, came, grumbles, exits, everybody, house, season)
    last = np.zeros(len(everybody), dtype=np.int64)
    np.maximum.at(last, came["patient"], came["day"])
    registered = _registered(seed, number, everybody, tried)
    return District(
        number=number,
        day=day,
        money=planted.charges(seed, number, day),
        answers=surveys(seed, number, came, house, season),
        owed=owed(seed, number, day),
        introduced=introductions(seed, number, everybody, lived.books.trust, last),
        trial=trials.trial(seed, number, day),
        registered=registered,
        record=_places(registered),
        clinics=_clinics(number),
    )


def _registered(
    seed: int, number: int, everybody: People, tried: Mapping[str, Ints]
) -> Ints:
    """New patients are registered when they first book or walk in."""
    rng, size = chance(seed, number, "registered"), len(everybody)
    booked = np.where(tried["walk_in"], tried["start"], tried["booked"])
    first = everybody.first_day.copy()
    np.minimum.at(first, tried["patient"], booked // MINUTES_A_DAY)
    before = -5 - rng.exponential(620, size).astype(np.int64) % OPENED_DAYS
    return np.where(everybody.known_before, before, first)


def _places(registered: Ints) -> Ints:
    place = np.empty(len(registered), dtype=np.int64)
    place[np.argsort(registered, kind="stable")] = np.arange(len(registered))
    return place


def _clinics(number: int) -> tuple[str, ...]:
    shorts = tuple(house["short"] for house in words("town")["houses"])
    return shorts if number == 0 else tuple(f"{one} {number + 1}" for one in shorts)
