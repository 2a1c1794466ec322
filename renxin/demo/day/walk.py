"""One made-up patient's way through the house, by the same verbs as everybody's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from renxin.booking.models import Appointment
from renxin.demo.day import duties
from renxin.demo.day.caring import care
from renxin.demo.day.people import People
from renxin.visits.kinds import Next, Stage, WhyNotBack, WhyNothing, WhyTurned
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import turns
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import OutOfTurn
from renxin.visits.terms import Leaving, Step

Act = Callable[[datetime], object]

# How long the wait and the time together last, in minutes, and how many go there.
WAY: tuple[tuple[Stage, tuple[int, int], tuple[int, int], float], ...] = (
    (Stage.CONSULTATION, (3, 18), (8, 15), 1.0),
    (Stage.EXAMINATION, (2, 9), (5, 10), 0.4),
    (Stage.DIAGNOSIS, (2, 8), (6, 12), 0.4),
    (Stage.TREATMENT, (2, 12), (20, 45), 0.8),
    (Stage.PHARMACY, (1, 6), (3, 6), 0.3),
    (Stage.CASHIER, (1, 5), (2, 5), 0.9),
    (Stage.BACK_TO_DOCTOR, (1, 8), (3, 6), 0.93),
)
LETS_PASS = 0.03
RECALL, CALL, APPOINTMENT = 0.45, 0.72, 0.90
HALF_A_YEAR = timedelta(days=182)
AGAIN = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)


class Busy(Exception):
    """Whoever would look after them is with somebody else."""


@dataclass
class Walk:
    """What happens to one patient next, and how long after what went before."""

    visit: Visit
    people: People
    rng: Random
    acts: Iterator[tuple[timedelta, Act]] = field(init=False)
    act: Act | None = None

    def __post_init__(self) -> None:
        self.acts = self._acts()

    def go_on(self, at: datetime) -> timedelta | None:
        """Do what is due; how long until the next thing, or None at the door."""
        if self.act:
            try:
                self.act(at)
            except Busy:
                return AGAIN
            except OutOfTurn:
                # Somebody else is next: a good desk waits, and seldom has a reason.
                if self.rng.random() >= LETS_PASS:
                    return AGAIN
                self._let_pass(at)
        wait, self.act = next(self.acts, (None, None))
        return wait

    def _let_pass(self, at: datetime) -> None:
        here = self._here()
        by = self.people.at(here.stage, self.visit)
        why = self.rng.choice((WhyTurned.FRAIL, WhyTurned.SHORT, WhyTurned.RESULT))
        turns.take_up(here, reason=turns.Reason(why=why), by=by, at=at)

    def _acts(self) -> Iterator[tuple[timedelta, Act]]:
        here = Stage(self._here().stage)
        yield self._minutes(1, 3), self._take_up
        for stage, wait, together, share in WAY:
            if _is_before(stage, here) or self.rng.random() >= share:
                continue
            yield self._minutes(*together), partial(self._send_on, stage)
            waits = self._minutes(*wait)
            if stage == Stage.CONSULTATION:
                yield waits, self._call
                waits = MINUTE
            yield waits, self._take_up
        yield self._minutes(3, 6), self._leave

    def _minutes(self, least: int, most: int) -> timedelta:
        return timedelta(seconds=self.rng.randint(least * 60, most * 60))

    def _here(self) -> StageEntry:
        return self.visit.stage_entries.current().select_related("visit").get()

    def _take_up(self, at: datetime) -> None:
        here = self._here()
        by = self.people.at(here.stage, self.visit)
        if here.begun_at:
            return
        if self.people.has_somebody(by):
            raise Busy
        turns.take_up(here, by=by, at=at)

    def _call(self, at: datetime) -> None:
        here, to = self._here(), self.people.room_of(self.visit)
        turns.call(here, to=to, by=self.people.at(here.stage, self.visit), at=at)

    def _send_on(self, stage: Stage, at: datetime) -> None:
        here = self._here()
        by = self.people.at(here.stage, self.visit)
        station = self.people.clinic.stations.for_stage(stage)
        if station and station.stage != here.stage:
            duties.fulfil(here, by=by, at=at, rng=self.rng)
            care(here, by=by, at=at, rng=self.rng)
            self.visit.send_on(station, by=by, at=at)

    def _leave(self, at: datetime) -> None:
        here, by = self._here(), self.people.doctor_of(self.visit)
        duties.fulfil(here, by=by, at=at, rng=self.rng)
        is_back = here.stage == Stage.BACK_TO_DOCTOR
        why = (
            ""
            if is_back
            else self.rng.choice((WhyNotBack.IN_A_HURRY, WhyNotBack.WENT_AWAY))
        )
        leaving = Leaving(step=self._step(at), why_not_back=why)
        see_off(self.visit, leaving, by=by, at=at)

    def _step(self, at: datetime) -> Step:
        drawn = self.rng.random()
        day = self.people.clinic.day_of(at)
        if drawn >= APPOINTMENT:
            reasons = (WhyNothing.FINISHED, WhyNothing.DECLINED)
            return Step(kind=Next.NONE, why_nothing=self.rng.choice(reasons))
        if drawn < RECALL:
            return Step(
                kind=Next.RECALL, due_on=day + HALF_A_YEAR, what="请来做定期检查"
            )
        ahead = self._ahead(at) if drawn >= CALL else None
        if ahead:
            return Step(kind=Next.APPOINTMENT, appointment=ahead)
        return Step(
            kind=Next.PROMISE, due_on=_in_two_days(day), what="问问恢复得怎么样"
        )

    def _ahead(self, at: datetime) -> Appointment | None:
        mine = Appointment.objects.due().firm().after(at)
        return mine.filter(patient=self.visit.patient_id).order_by("starts_at").first()


def _is_before(stage: Stage, here: Stage) -> bool:
    """Whoever is on the way already is not sent back to where they have been."""
    return Stage.values.index(stage) <= Stage.values.index(here)


def _in_two_days(day: date) -> date:
    return day + timedelta(days=2)
