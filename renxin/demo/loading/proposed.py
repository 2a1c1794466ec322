"""Plans of the last months at each stage, written and answered as at any desk."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db import transaction

from renxin.booking.openings import search
from renxin.booking.wish import Wish
from renxin.clinics.models import Clinic
from renxin.demo.day.proposing import Course, courses, propose, show, sign
from renxin.demo.loading.shares import some_of
from renxin.demo.words import words
from renxin.desk.refusal import Refusal
from renxin.plans import sittings
from renxin.plans.kinds import End, Reason
from renxin.plans.models import Plan
from renxin.plans.models.writable import Line
from renxin.visits.models import Visit

A_DAY = timedelta(days=1)
TALK, THINKING = timedelta(minutes=15), timedelta(minutes=25)
LOOKS_AHEAD = timedelta(days=12)
# Of so many who came of late, the one with whom something else is spoken of.
LATELY, LATEST, FEW = timedelta(days=30), 24, 8
CHEAPER = 0.9


@dataclass
class Doctor:
    """Who sits down with one patient after another, and what they say to them."""

    clinic: Clinic
    now: datetime
    rng: Random
    had: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    def write(self, days: int) -> Plan | None:
        """A plan for somebody who came so many days ago, or a little before."""
        came = list(islice(self._came(days), FEW))
        if not came:
            return None
        visit, course = min(came, key=lambda one: self.told[one[1]["of"]])
        self.had.add(visit.patient_id)
        self.told[course["of"]] += 1
        begun = (visit.seen_at or visit.began_at) + TALK
        by = visit.doctor
        return propose(visit, course, by=by, at=begun) if by else None

    def _came(self, days: int) -> Iterator[tuple[Visit, Course]]:
        """The latest first, each with what would be proposed to them."""
        until = self.now - days * A_DAY
        came = Visit.objects.at(self.clinic).filter(
            began_at__range=(until - LATELY, until),
            patient__died_on=None,
            doctor__posts__clinic=self.clinic,
        )
        others = came.exclude(patient__in=self.had)
        told = others.select_related("patient__merged_into", "doctor", "clinic")
        for visit in told.order_by("-began_at", "pk")[:LATEST]:
            for course in courses():
                if visit.condition.startswith(course["of"]) and _suits(course, visit):
                    yield visit, course

    def say(self, reason: str) -> str:
        return str(self.rng.choice(words("plans")["declined"][reason]))


Answer = Callable[[Doctor, Plan, datetime], object]


def write(clinic: Clinic, *, house: int, now: datetime, seed: int) -> None:
    """Something at every stage; the fewer days ago, the less far it has come."""
    doctor = Doctor(clinic, now, Random(f"plans {seed} {clinic.code}"))  # noqa: S311  a play
    for days, answer in some_of(ANSWERS, house):
        plan = doctor.write(days)
        if plan is not None:
            answer(doctor, plan, plan.made_at + THINKING)


def _suits(course: Course, visit: Visit) -> bool:
    """The tooth that is spoken of is one that people of that age have."""
    youngest, oldest = course["ages"]
    age = visit.patient.age_on(visit.clinic.day_of(visit.began_at))
    return age is not None and youngest <= age <= oldest


def _leave(_doctor: Doctor, _plan: Plan, _at: datetime) -> None:
    """Still being written."""


def _wait(_doctor: Doctor, plan: Plan, at: datetime) -> None:
    show(plan, at=at)


def _take_all(_doctor: Doctor, plan: Plan, at: datetime) -> None:
    show(plan, at=at)
    sign(plan, at=at + THINKING)


def _take_part(_doctor: Doctor, plan: Plan, at: datetime) -> None:
    """The first thing now; of the rest they say no more for the moment."""
    show(plan, at=at)
    sign(plan, at=at + THINKING, most=1)
    show(plan, at=at + 2 * THINKING)
    note = words("plans")["because"]["partly"]
    told: dict[str, Any] = {"note": note, "expected": plan.version}
    plan.decline(Reason.MONEY, by=plan.doctor, at=at + 3 * THINKING, **told)


def _refuse(reason: Reason) -> Answer:
    def refuse(doctor: Doctor, plan: Plan, at: datetime) -> None:
        show(plan, at=at)
        plan.decline(
            reason,
            note=doctor.say(reason),
            expected=plan.version,
            by=plan.doctor,
            at=at + THINKING,
        )

    return refuse


def _run(doctor: Doctor, plan: Plan, at: datetime) -> None:
    """Signed for, and the first sitting is in the book."""
    _take_all(doctor, plan, at)
    items = plan.items.standing().in_order().exclude(service=None)
    item = items.select_related("service").first()
    if item is None or item.service is None:
        return
    tomorrow = plan.clinic.day_of(doctor.now) + A_DAY
    wish = Wish.of(
        item.service,
        clinic=plan.clinic,
        first_day=tomorrow,
        last_day=tomorrow + LOOKS_AHEAD,
        doctors=(plan.doctor,),
        not_before=time(9),
    )
    for offer in search(wish, at=doctor.now, enough=1):
        with suppress(Refusal), transaction.atomic():
            said: dict[str, Any] = {"by": plan.doctor, "at": doctor.now - THINKING}
            sittings.book(plan, item, [offer.place], item.service, **said)


def _reprice(doctor: Doctor, plan: Plan, at: datetime) -> None:
    """Signed, made cheaper for a reason, and signed for anew."""
    _take_all(doctor, plan, at)
    item = plan.items.standing().in_order().select_related("price").last()
    if item is None:
        return
    line = Line(
        phase=item.phase,
        name=item.name,
        price=item.price,
        unit_price_fen=int(item.unit_price_fen * CHEAPER),
        price_reason=words("plans")["because"]["cheaper"],
        tooth=item.tooth,
        quantity=item.quantity,
        sittings=item.sittings,
    )
    later = at + timedelta(hours=2)
    plan.change(item, line, expected=plan.version, by=plan.doctor, at=later)
    show(plan, at=later)
    sign(plan, at=later + THINKING)


def _finish(doctor: Doctor, plan: Plan, at: datetime) -> None:
    _take_all(doctor, plan, at)
    plan.conclude(End.DONE, by=plan.doctor, at=at + 28 * A_DAY)


def _stop(doctor: Doctor, plan: Plan, at: datetime) -> None:
    _take_all(doctor, plan, at)
    reason = words("plans")["because"]["stopped"]
    plan.conclude(End.STOPPED, reason=reason, by=plan.doctor, at=at + 20 * A_DAY)


def _take_back(_doctor: Doctor, plan: Plan, at: datetime) -> None:
    show(plan, at=at)
    signed = sign(plan, at=at + THINKING)
    note = words("plans")["because"]["taken_back"]
    plan.take_back(signed, note=note, by=plan.doctor, at=at + A_DAY)


# How many days ago at least, and what became of it.
ANSWERS: tuple[tuple[int, Answer], ...] = (
    (0, _leave),
    (0, _wait),
    (1, _run),
    (0, _take_all),
    (1, _take_part),
    (5, _refuse(Reason.MONEY)),
    (1, _reprice),
    (14, _refuse(Reason.TIME)),
    (21, _refuse(Reason.TRUST)),
    (24, _take_back),
    (35, _stop),
    (45, _finish),
)
