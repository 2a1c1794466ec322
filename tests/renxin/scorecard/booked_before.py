"""Half a year of bookings whose no-shows follow a rule, and a few for tomorrow.

Whoever books long ahead is missed more often, and every third patient is missed a
good deal more than the others.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from renxin.booking.models import Appointment, Outcome
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from tests.renxin.scorecard.history import KEYS, people

PEOPLE, BOOKINGS, DAYS = 60, 1_500, 180
LEADS = (1, 2, 5, 10, 20, 40)

Rule = Callable[[int, int], float]


def usual_rule(who: int, lead: int) -> float:
    return 0.03 + 0.006 * min(lead, 30) + (0.35 if who % 3 == 0 else 0)


def by_dice_alone(_who: int, _lead: int) -> float:
    return 0.3


def tell(
    clinic: Clinic, *, at: datetime, rule: Rule = usual_rule, count: int = BOOKINGS
) -> list[Patient]:
    dice = random.Random(7)  # noqa: S311  a made-up book needs no secrets
    known = people(clinic, PEOPLE, "B")
    made, missed = [], []
    for number in range(count):
        who, lead = dice.randrange(PEOPLE), dice.choice(LEADS)
        days, hours = 1 + dice.randrange(DAYS), dice.randrange(-3, 6)
        day = at - timedelta(days=days, hours=hours)
        made.append(_one(clinic, known[who], day, lead, KEYS + number))
        missed.append(dice.random() < rule(who, lead))
    Appointment.objects.bulk_create(made)
    Outcome.objects.bulk_create(
        Outcome(
            appointment=one, kind="NO_SHOW" if is_missed else "KEPT", at=one.starts_at
        )
        for one, is_missed in zip(made, missed, strict=True)
    )
    return known


def tomorrow(clinic: Clinic, patient: Patient, at: datetime, lead: int) -> Appointment:
    """A booking a day ahead of a moment, made so many days before its own."""
    starts_at = at + timedelta(days=1)
    made = _one(clinic, patient, starts_at, lead, None)
    made.save()
    return made


def _one(
    clinic: Clinic, patient: Patient, starts_at: datetime, lead: int, pk: int | None
) -> Appointment:
    return Appointment(
        pk=pk,
        clinic=clinic,
        patient=patient,
        starts_at=starts_at,
        minutes=30,
        booked_at=starts_at - timedelta(days=lead),
    )
