"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from renxin.booking.models import Appointment
from renxin.booking.refusals import ChangedMeanwhile, Taken
from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest, stand_at

# The calendar of this page asks again as soon as it hears this.
CHANGED = answers.changed("booking")


def seen_by(request: DeskRequest, pk: int) -> Appointment:
    """The appointment, for somebody who may see it; nobody else learns of it."""
    appointments = Appointment.objects.visible_to(request.staff).select_related(
        "patient", "clinic", "doctor", "service", "outcome", "arrival"
    )
    found: Appointment = get_object_or_404(appointments, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def patient_named(request: DeskRequest, typed: str) -> Patient | None:
    """Whose key a form or an address names, if this desk may see them."""
    mine = Patient.objects.visible_to(request.staff)
    found: Patient | None = mine.filter(pk=number_in(typed) or 0).first()
    return found


def claim(request: DeskRequest, appointment: Appointment) -> None:
    """Act on the card as this screen showed it, or say that it has changed since."""
    held = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if request.POST.get("version", "") != str(held.version):
        raise ChangedMeanwhile


def standing(request: DeskRequest, refusal: Refusal | None) -> list[Appointment]:
    """Whose appointments are in the way, as far as this desk may see them."""
    if not isinstance(refusal, Taken):
        return []
    mine = Appointment.objects.visible_to(request.staff)
    in_the_way = mine.filter(occupations__in=refusal.occupation_ids)
    return list(in_the_way.select_related("patient").order_by("starts_at").distinct())


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "booking", part, context, refusal)


@dataclass(frozen=True)
class Told:
    """One word for the corner of the screen, and the day to go on with."""

    title: str
    text: str
    day: str


def done(request: DeskRequest, told: Told) -> HttpResponse:
    back = f"{reverse('booking:index')}?day={told.day}"
    context = {"told": told}
    return answers.done(request, "booking/_done.html", context, news=CHANGED, back=back)


def told_of(appointment: Appointment, title: str) -> Told:
    day = appointment.clinic.day_of(appointment.starts_at)
    return Told(title, appointment.patient.name, day.isoformat())
