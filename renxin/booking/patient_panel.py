"""What booking knows of a patient: when they are expected next."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from renxin.booking.models import Appointment
from renxin.patients.page import NextStep, Viewing, next_step

SHOWN = 2
# Somebody an hour late is still expected; whoever came has an outcome.
STILL_EXPECTED = timedelta(hours=1)


@next_step(10)
def next_appointment(viewing: Viewing) -> NextStep | None:
    """The appointment they are expected at, and the one after it."""
    coming = list(
        Appointment.objects.due()
        .after(viewing.at - STILL_EXPECTED)
        .filter(patient__in=viewing.record_ids)
        .select_related("doctor", "clinic")
        .order_by("starts_at", "pk")[:SHOWN]
    )
    if not coming:
        return None
    first, *others = coming
    later = [pgettext("appointment", "Then %s") % _when(other) for other in others]
    lines = [line for line in (_what(first), *later) if line]
    return NextStep(big=_when(first), lines=tuple(lines))


def _when(appointment: Appointment) -> str:
    local = timezone.localtime(appointment.starts_at)
    return date_format(local, pgettext("date format", "D, N j, H:i"))


def _what(appointment: Appointment) -> str:
    doctor = appointment.doctor.name if appointment.doctor else appointment.doctor_name
    parts = (doctor, appointment.service_name, appointment.clinic.short_name)
    return "·".join(part for part in parts if part)
