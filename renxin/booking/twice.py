"""A patient is not in two places at once, and waits for the same thing once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from renxin.booking import taking
from renxin.booking.models import Appointment, WaitlistEntry
from renxin.booking.models.service import LONGEST_MINUTES, USUAL_MINUTES
from renxin.booking.refusals import AlreadyComes, AlreadyWaits
from renxin.booking.terms import Place
from renxin.patients.models import Patient

LONGEST = timedelta(minutes=LONGEST_MINUTES)
# The class of our locks, apart from every other use of advisory locks.
LOCK = 5_103


def lock(patients: Iterable[Patient]) -> None:
    """Wait until nobody else is agreeing a time with any of them.

    Always before the places, never behind them; of several the smallest first. What
    was merged is one person, and goes by the record that was kept.
    """
    ids = sorted({patient.kept().pk for patient in patients})
    with connection.cursor() as cursor:
        cursor.execute(taking.LOCKS, [LOCK, ids])


def refuse_two_at_once(
    patient: Patient, place: Place, *, at: datetime, besides: Iterable[int | None]
) -> None:
    """Refuse a place while the same patient is expected elsewhere, at any clinic.

    A patient cannot be booked over, whoever is permitted to book over a doctor.
    """
    # Two who book them at once, with different doctors, would not meet at a place.
    lock([patient])
    elsewhere = expected_then(patient, place, at=at, besides=besides)
    if elsewhere:
        local = elsewhere.starts_at.astimezone(ZoneInfo(place.clinic.zone))
        raise AlreadyComes.at(patient.name, f"{local:%m-%d %H:%M}")


def expected_then(
    patient: Patient, place: Place, *, at: datetime, besides: Iterable[int | None]
) -> Appointment | None:
    """The first appointment of theirs that would fall into the same time."""
    due = Appointment.objects.due().filter(patient__in=patient.kept().record_ids())
    near = due.between(place.starts_at - LONGEST, place.ends_at)
    others = near.exclude(pk__in=[pk for pk in besides if pk])
    standing = others.exclude(held_until__lte=at)
    for one in standing.order_by("starts_at", "pk"):
        minutes = one.minutes or USUAL_MINUTES
        if one.starts_at + timedelta(minutes=minutes) > place.starts_at:
            return one
    return None


def refuse_waiting_twice(entry: WaitlistEntry) -> None:
    """Whoever stood on the list twice would be asked twice, before others once."""
    mine = WaitlistEntry.objects.waiting().filter(
        patient__in=entry.patient.record_ids(),
        clinic=entry.clinic,
        service=entry.service,
    )
    if mine.exists():
        raise AlreadyWaits.named(entry.patient.name)
