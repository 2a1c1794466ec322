"""The life of a district: everybody's next coming, one step after another.

Every step takes all patients who still have a next day, lets them book,
come or not come, be promised things, grumble, stay or go, and sets the next
day of those who stay. Whatever is drawn here feeds back on who stays; all
that does not (prices, answers, words) is drawn afterwards.
"""

from dataclasses import dataclass

import numpy as np

from renxin.demo import comings as at_the_house
from renxin.demo.attempts import NO_SHOW, Attempts, attempts
from renxin.demo.books import CONTINUING, FIRST, NEVER, RETURN, Books, blank
from renxin.demo.chance import Ints, chance, one_of_each, whole
from renxin.demo.comings import comings
from renxin.demo.leaving import Exits, exits, goes, missed_goes
from renxin.demo.log import Log
from renxin.demo.people import People
from renxin.demo.seasons import MINUTES_A_DAY, Season
from renxin.demo.staff import Staff
from renxin.demo.treatments import treatments
from renxin.demo.words import truth

AMID_COURSE = 0.6
LONGEST = 400  # steps; a backstop: ten years of braces are fewer


@dataclass(frozen=True)
class Life:
    """One district while it runs."""

    rng: np.random.Generator
    people: People
    staff: Staff
    season: Season
    books: Books
    exits: Exits
    attempts: Log
    comings: Log

    def open_books(self) -> None:
        """Everybody has a course; a third of the old ones are amid theirs."""
        books, rng, everybody = self.books, self.rng, np.arange(len(self.people))
        self._new_course(everybody)
        amid = self.people.known_before & (rng.random(len(everybody)) < AMID_COURSE)
        amid &= books.taken_up & (books.planned > 1)
        books.kind[amid] = CONTINUING
        books.step[amid] = 1 + (
            rng.random(int(amid.sum())) * (books.planned[amid] - 1)
        ).astype(np.int64)
        books.day[amid] //= 5

    def run(self) -> None:
        active = np.arange(len(self.people))
        for _ in range(LONGEST):
            coming = (self.books.day[active] < NEVER) & ~self.exits.gone[active]
            active = self._still_here(active[coming])
            if not len(active):
                break
            tried = attempts(
                self.rng, active, self.books, self.people, self.staff, self.season
            )
            self.attempts.add(**tried.rows())
            self._come(tried)
            self._miss(tried)

    def _still_here(self, active: Ints) -> Ints:
        """Whoever has moved away or died before their next day does not come."""
        elsewhere = self.exits.elsewhere_day[active]
        gone = (elsewhere < self.books.day[active]) & (elsewhere < self.season.end)
        self.exits.go_elsewhere(self.rng, active[gone])
        return active[~gone]

    def _come(self, tried: Attempts) -> None:
        books = self.books
        came = comings(self.rng, tried, books, self.staff)
        who = came.patient
        away, reason, odds = goes(self.rng, came, books, self.people, self.staff)
        self.comings.add(**at_the_house.rows(came), leave_odds=odds, left=away)
        books.comings[who] += 1
        books.step[who] += 1
        books.touched[who] = came.ended
        books.trust[who] += came.moves_trust()
        self._next(who[~away])
        self._leave(who[away], reason[away], came.day[away])

    def _next(self, stay: Ints) -> None:
        books = self.books
        over = (books.step[stay] >= books.planned[stay]) | ~books.taken_up[stay]
        self._go_on(stay[~over])
        self._come_again(stay[over])

    def _go_on(self, who: Ints) -> None:
        books = self.books
        gap = treatments().gap[books.service[who]] * self.rng.gamma(
            14, 1 / 14, len(who)
        )
        books.kind[who] = CONTINUING
        self._set_day(who, gap.clip(2).astype(np.int64), reach=3)

    def _come_again(self, who: Ints) -> None:
        books, menu, tale = self.books, treatments(), truth()["staying_on"]
        service = books.service[who]
        low, high = menu.recall_soon[service], menu.recall_late[service]
        wait = whole(self.rng, low, high, len(who))
        soon = self.rng.random(len(who)) < tale["another_soon"]
        wait = np.where(soon, whole(self.rng, 5, 45, len(who)), wait)
        self._new_course(who)
        books.kind[who] = RETURN
        today = books.touched[who] // MINUTES_A_DAY
        on_holiday = self.season.vacation(self.rng, today + wait) - today
        wait = np.where(self.people.child[who] & ~soon, on_holiday.clip(5), wait)
        self._set_day(who, wait, reach=7)

    def _set_day(self, who: Ints, wait: Ints, *, reach: int) -> None:
        wanted = self.books.touched[who] // MINUTES_A_DAY + wait
        child = self.people.child[who]
        self.books.day[who] = self.season.near(
            self.rng, wanted, child, np.minimum(reach, wait - 1)
        )

    def _new_course(self, who: Ints) -> None:
        books, menu, rng = self.books, treatments(), self.rng
        service = one_of_each(rng, menu.weight.T[self.people.column[who]])
        books.service[who] = service
        books.planned[who] = whole(
            rng, menu.fewest[service], menu.most[service], len(who)
        )
        books.step[who] = 0
        books.course[who] += 1
        inclined = menu.taken_up[service] + 0.05 * books.trust[who]
        books.taken_up[who] = rng.random(len(who)) < inclined

    def _leave(self, who: Ints, reason: Ints, day: Ints) -> None:
        """A few come back after being asked; the others have no next day."""
        back = self.exits.leave(self.rng, who, reason, day)
        week = np.full(len(who), 7)
        child = self.people.child[who]
        self.books.day[who] = self.season.near(self.rng, back, child, week)
        self.books.kind[who] = np.where(self.books.comings[who] > 0, RETURN, FIRST)
        self._new_course(who)

    def _miss(self, tried: Attempts) -> None:
        """After a booking that did not happen: again soon, much later, or never."""
        books, rng, missed = self.books, self.rng, tried.missed()
        who, size = tried.patient[missed], int(missed.sum())
        books.missed[who] += tried.outcome[missed] == NO_SHOW
        books.touched[who] = tried.start[missed] + 30
        again = rng.random(size) < truth()["cancel"]["comes_again"]
        wait = np.where(again, whole(rng, 2, 16, size), whole(rng, 30, 110, size))
        self._set_day(who, wait, reach=2)
        away, reason = missed_goes(rng, size)
        self._leave(who[away], reason[away], tried.day[missed][away])
        books.day[tried.patient[tried.is_over()]] = NEVER


def life(
    seed: int, district: int, people: People, staff: Staff, season: Season
) -> Life:
    """A district, lived from the first day to the last."""
    rng, size = chance(seed, district, "life"), len(people)
    books, known = blank(size), people.known_before
    books.day[:] = people.first_day
    books.touched[:] = -60 * MINUTES_A_DAY
    books.kind[:] = np.where(known, RETURN, FIRST)
    books.comings[:] = np.where(known, whole(rng, 1, 6, size), 0)
    books.trust[:] = people.trusts * 0.5 + known * 0.8
    lived = Life(
        rng=rng,
        people=people,
        staff=staff,
        season=season,
        books=books,
        exits=exits(rng, people.first_day),
        attempts=Log(),
        comings=Log(),
    )
    lived.open_books()
    lived.run()
    return lived
