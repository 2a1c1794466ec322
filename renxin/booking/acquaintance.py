"""Which doctors a patient knows: whom they saw last, and whom they see most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from renxin.booking.kinds import How
from renxin.booking.models import Appointment
from renxin.patients.models import DoctorOfRecord, Patient
from renxin.staff.models import Staff

# Whom they saw most within that time counts as their own.
LATELY = timedelta(days=730)


@dataclass(frozen=True)
class Acquaintance:
    own: Staff | None = None
    last: Staff | None = None


def acquaintance(patient: Patient, *, at: datetime) -> Acquaintance:
    """From the appointments they came to; of two seen as often, the latest.

    Whom they chose as their doctor is their own, however often they saw another.
    """
    chosen = DoctorOfRecord.objects.of(patient.record_ids())
    seen = list(
        Appointment.objects.filter(
            patient=patient,
            outcome__kind=How.KEPT,
            starts_at__gt=at - LATELY,
            starts_at__lte=at,
            doctor__isnull=False,
        )
        .values("doctor")
        .annotate(times=Count("pk"), latest=Max("starts_at"))
    )
    if not seen:
        return Acquaintance(own=chosen.doctor if chosen else None)
    most = max(seen, key=lambda one: (one["times"], one["latest"]))
    last = max(seen, key=lambda one: one["latest"])
    people = Staff.objects.in_bulk([most["doctor"], last["doctor"]])
    own = chosen.doctor if chosen else people[most["doctor"]]
    return Acquaintance(own=own, last=people[last["doctor"]])
