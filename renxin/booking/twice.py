"""A patient is not in two places at once, and waits for the same thing once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.booking.models import Appointment, WaitlistEntry
from renxin.booking.models.service import LONGEST_MINUTES, USUAL_MINUTES
from renxin.booking.refusals import AlreadyComes, AlreadyWaits
from renxin.booking.terms import Place
from renxin.patients.models import Patient

LONGEST = timedelta(minutes=LONGEST_MINUTES)


def refuse_two_at_once(
    patient: Patient, place: Place, *, at: datetime, besides: int | None = None
) -> None:
    """Refuse a place while the same patient is expected elsewhere, at any clinic."""
    place.check(at=at)
    due = Appointment.objects.due().filter(patient__in=patient.record_ids())
    near = due.between(place.starts_at - LONGEST, place.ends_at)
    standing = near.exclude(held_until__lte=at).exclude(pk=besides or 0)
    for one in standing.order_by("starts_at", "pk"):
        minutes = one.minutes or USUAL_MINUTES
        if one.starts_at + timedelta(minutes=minutes) > place.starts_at:
            local = one.starts_at.astimezone(ZoneInfo(place.clinic.zone))
            raise AlreadyComes.at(patient.name, f"{local:%m-%d %H:%M}")


def refuse_waiting_twice(entry: WaitlistEntry) -> None:
    """Whoever stood on the list twice would be asked twice, before others once."""
    mine = WaitlistEntry.objects.waiting().filter(
        patient__in=entry.patient.record_ids(),
        clinic=entry.clinic,
        service=entry.service,
    )
    if mine.exists():
        raise AlreadyWaits.named(entry.patient.name)
