"""What booking knows of a patient: when they are expected next."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from renxin.booking.kinds import EXCUSED, Asked, How
from renxin.booking.models import Appointment, Confirmation
from renxin.patients.page import NextStep, Panel, Place, Viewing, next_step, panel

# In the next step, in the list, and at most looked at.
SHOWN, LISTED, MOST = 2, 4, 40
# Somebody an hour late is still expected; whoever came has an outcome.
STILL_EXPECTED = timedelta(hours=1)


@next_step(10)
def next_appointment(viewing: Viewing) -> NextStep | None:
    """The appointment they are expected at, and the one after it."""
    coming = expected(viewing)[:SHOWN]
    if not coming:
        return None
    first, *others = coming
    later = [pgettext("appointment", "Then %s") % _when(other) for other in others]
    lines = [line for line in (_what(first), *later) if line]
    step = NextStep(big=_when(first), lines=tuple(lines))
    if not viewing.staff.may("booking.see"):
        return step
    day = first.clinic.day_of(first.starts_at)
    url = f"{reverse('booking:index')}?day={day.isoformat()}"
    return replace(step, url=url, action=_("In the calendar"), is_owed=False)


@panel(Place.MIDDLE, 5)
def appointments(viewing: Viewing) -> Panel | None:
    """What is agreed with them, with what can become of it."""
    if not viewing.staff.may("booking.see"):
        return None
    return Panel("booking/_patient_coming.html", told(viewing))


def told(viewing: Viewing) -> dict[str, Any]:
    """The next times, and how often a time was moved or missed by them."""
    coming = expected(viewing)
    theirs = Q(rebookings__asked_by=Asked.PATIENT)
    missed = Q(outcome__kind=How.NO_SHOW) & ~Q(outcome__why__in=EXCUSED)
    often = Appointment.objects.filter(patient__in=viewing.record_ids).aggregate(
        moved=Count("rebookings", filter=theirs, distinct=True),
        missed=Count("pk", filter=missed, distinct=True),
    )
    return {
        **often,
        "patient": viewing.patient,
        "coming": coming[:LISTED],
        "further": max(len(coming) - LISTED, 0),
        "may_book": viewing.staff.may("booking.book"),
    }


def expected(viewing: Viewing) -> list[Appointment]:
    return viewing.once("booking.expected", lambda: _expected(viewing))


def _expected(viewing: Viewing) -> list[Appointment]:
    confirmed = Confirmation.objects.filter(appointment=OuterRef("pk"))
    return list(
        Appointment.objects.due()
        .after(viewing.at - STILL_EXPECTED)
        .filter(patient__in=viewing.record_ids)
        .select_related("doctor", "clinic")
        .annotate(is_confirmed=Exists(confirmed))
        .order_by("starts_at", "pk")[:MOST]
    )


def _when(appointment: Appointment) -> str:
    local = timezone.localtime(appointment.starts_at)
    return date_format(local, pgettext("date format", "D, N j, H:i"))


def _what(appointment: Appointment) -> str:
    doctor = appointment.doctor.name if appointment.doctor else appointment.doctor_name
    parts = (doctor, appointment.service_name, appointment.clinic.short_name)
    return "·".join(part for part in parts if part)
