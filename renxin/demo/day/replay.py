"""A whole day of one clinic on the board, sixty times as fast as life."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from renxin.booking.kinds import Door
from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.demo.day.hours import Hours
from renxin.demo.day.people import People
from renxin.demo.facts import is_demonstration
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.promises.windows import start_of_day
from renxin.visits.kinds import Urgency
from renxin.visits.models import Visit
from renxin.visits.terms import Coming

# From the first patient to the last, and how many of them come.
OPEN = timedelta(hours=9)
PEOPLE = 36
ONE_IN_PAIN_OF = 9
# A minute of the day that is replayed, at most, between two looks at it.
STEP_S = 60
A_DAY = timedelta(days=1)


class OnlyAPlay(Refusal):
    """Real patients are never walked through the house by a script."""


def replay(clinic: Clinic, *, speed: float, seed: int) -> Iterator[str]:
    """Tell who comes; whoever stops it leaves the people where they are."""
    if not is_demonstration():
        raise OnlyAPlay(_("Only a demonstration clinic can be replayed."))
    rng = Random(seed)  # noqa: S311  a play, not a secret
    opened = timezone.now()
    hours = Hours(People.of(clinic), rng, clock=lambda _due: timezone.now())
    for visit in Visit.objects.at(clinic).under_way().order_by("pk"):
        hours.expect(visit, at=opened)
    coming, comes_at = _coming(clinic, at=opened), opened
    while hours.due or comes_at <= opened + OPEN:
        now = opened + speed * (timezone.now() - opened)
        if comes_at <= min(now, opened + OPEN):
            comes_at += OPEN / PEOPLE
            for visit in _come(next(coming, None), hours.people, rng):
                hours.expect(visit, at=now)
                yield _("%(number)s comes in") % {"number": visit.told_number}
        hours.run_until(now)
        time.sleep(STEP_S / speed / 4)


def _come(
    who: Appointment | Patient | None, people: People, rng: Random
) -> Iterator[Visit]:
    """By appointment through the door of booking, all others by the greeting."""
    now = timezone.now()
    with suppress(Refusal), transaction.atomic():
        if isinstance(who, Appointment):
            who.arrive(door=Door.DESK, by=people.desk, at=now)
            yield from Visit.objects.filter(appointment=who)
        elif who is not None:
            hurts = rng.randrange(ONE_IN_PAIN_OF) == 0
            urgency = Urgency.URGENT if hurts else Urgency.ROUTINE
            coming = Coming(urgency=urgency, doctor=rng.choice(people.doctors))
            yield Visit.begin(who, people.clinic, coming, by=people.desk, at=now)


def _coming(clinic: Clinic, *, at: datetime) -> Iterator[Appointment | Patient]:
    """Whoever is still expected today, then others the clinic knows."""
    midnight = start_of_day(at, clinic.zone)
    booked = Appointment.objects.due().firm().filter(clinic=clinic)
    today = booked.between(midnight, midnight + A_DAY)
    yield from today.select_related("patient", "clinic", "doctor").order_by(
        "starts_at", "pk"
    )[:PEOPLE]
    others = Patient.objects.standing().filter(enrolments__clinic=clinic, died_on=None)
    came = Visit.objects.filter(day=clinic.day_of(at)).values("patient")
    yield from others.exclude(pk__in=came).order_by("-pk")[:PEOPLE]
