"""Who stays and who goes, and why. The reasons here are the true ones."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.books import FIRST, NEVER, Books
from renxin.demo.chance import Flags, Floats, Ints, one_of, one_of_each, some
from renxin.demo.comings import (
    LEFT,
    MADE_GOOD,
    PROMISE_BROKEN,
    PROMISE_KEPT,
    Comings,
)
from renxin.demo.families import DAYS_A_YEAR
from renxin.demo.log import Log
from renxin.demo.people import People
from renxin.demo.staff import Staff
from renxin.demo.words import truth

MONEY, TIME, TRUST, OTHER, MOVED, DIED = range(6)
REASONS = ("MONEY", "TIME", "TRUST", "OTHER", "MOVED", "DIED", "UNKNOWN")
DECIDED = REASONS[:4]
NEVER_ASKED, UNREACHED, TOLD = range(3)
KNOWN_COMINGS = 6
MISSED_REASONS = (0.18, 0.44, 0.30, 0.08)


@dataclass
class Exits:
    """The true leavings, and when fate takes people elsewhere."""

    elsewhere_day: Ints
    elsewhere: Ints
    gone: Flags
    log: Log

    def leave(
        self, rng: np.random.Generator, who: Ints, reason: Ints, day: Ints
    ) -> Ints:
        """They go; the day a few come back after being asked, else never."""
        tale, size = truth()["asking"], len(who)
        asked = _asked(rng, size)
        learned = day + rng.integers(95, 240, size)
        back = (asked == TOLD) & (rng.random(size) < tale["comes_back"])
        day_back = np.where(back, learned + rng.integers(6, 60, size), NEVER)
        self.gone[who] = ~back
        self.log.add(
            patient=who, reason=reason, day=day, learned=learned, asked=asked, back=back
        )
        return day_back

    def go_elsewhere(self, rng: np.random.Generator, who: Ints) -> None:
        day, size = self.elsewhere_day[who], len(who)
        self.gone[who] = True
        self.log.add(
            patient=who,
            reason=self.elsewhere[who],
            day=day,
            learned=day + rng.integers(20, 160, size),
            asked=np.where(some(rng, 0.75, size), TOLD, NEVER_ASKED),
            back=np.zeros(size, dtype=np.bool_),
        )


def exits(rng: np.random.Generator, first_day: Ints) -> Exits:
    tale, size = truth()["leaving"]["elsewhere"], len(first_day)
    moved = rng.exponential(DAYS_A_YEAR / tale["MOVED"], size)
    died = rng.exponential(DAYS_A_YEAR / tale["DIED"], size)
    sooner = 1 + np.minimum(moved, died).astype(np.int64)
    return Exits(
        elsewhere_day=first_day + sooner,
        elsewhere=np.where(moved < died, MOVED, DIED),
        gone=np.zeros(size, dtype=np.bool_),
        log=Log(),
    )


def goes(
    rng: np.random.Generator, came: Comings, books: Books, people: People, staff: Staff
) -> tuple[Flags, Ints, Floats]:
    """Who goes after this coming, for which reason, and how likely it was."""
    hazard = hazards(came, books, people, staff)
    odds = 1 - np.exp(-hazard.sum(axis=1))
    reason = one_of_each(rng, hazard)
    return rng.random(len(odds)) < odds, reason, odds


def hazards(came: Comings, books: Books, people: People, staff: Staff) -> Floats:
    """The known truth: one column per reason."""
    tale, who = truth()["leaving"], came.patient
    effects, scale = tale["effects"], tale["scale"]
    base = _base(came, books.comings[who])
    money = np.where(came.taken_up, 1.0, effects["declined_money"])
    time = np.where(people.far[who], effects["far_time"], 1.0)
    trust = (
        effects["kept_promise"] ** (came.promise == PROMISE_KEPT)
        * effects["broken_promise"] ** (came.promise == PROMISE_BROKEN)
        * effects["long_wait"] ** came.long_wait
        * effects["complaint_made_good"] ** (came.complaint == MADE_GOOD)
        * effects["complaint_left"] ** (came.complaint == LEFT)
        * effects["introduced"] ** people.introduced[who]
        * np.exp(effects["doctor"] * staff.manner[came.doctor])
    )
    columns = zip(DECIDED, (money, time, trust, np.ones(len(who))), strict=True)
    return np.column_stack(
        [base * tale["reasons"][name] * scale[name] * ratio for name, ratio in columns]
    )


def _base(came: Comings, before: Ints) -> Floats:
    tale = truth()["leaving"]
    goes_on = (came.step + 1 < came.planned) & came.taken_up
    base = np.where(goes_on, tale["in_course"], tale["course_end"])
    first = np.where(goes_on, tale["first_going_on"], tale["first"])
    fading = np.exp(tale["seen_before"] * before.clip(max=KNOWN_COMINGS))
    hazard: Floats = np.where(came.kind == FIRST, first, base * fading)
    return hazard


def missed_goes(rng: np.random.Generator, size: int) -> tuple[Flags, Ints]:
    """After a booking that did not happen."""
    away = rng.random(size) < truth()["leaving"]["missed"]
    return away, one_of(rng, MISSED_REASONS, size)


def _asked(rng: np.random.Generator, size: int) -> Ints:
    tale, draw = truth()["asking"], rng.random(size)
    asked = np.full(size, NEVER_ASKED, dtype=np.int64)
    asked[draw < tale["told"] + tale["unreached"]] = UNREACHED
    asked[draw < tale["told"]] = TOLD
    return asked
