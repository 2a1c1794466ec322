"""Showing a whole number to a person who may see it, and writing that down."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.patients.models import Patient
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What


@require_POST
@needs("patients.reveal")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one number for this answer only; the page shows it masked again."""
    patient = patient_at_hand(request, pk)
    what, _colon, which = request.POST.get("what", "").partition(":")
    number = _document(patient, which) if what == "document" else _phone(patient, which)
    note_look(request, patient.pk, What.REVEAL, f"{what}:{which}"[:80])
    response = render(request, "patients/_revealed.html", {"number": number})
    response["Cache-Control"] = "no-store"
    return response


def _phone(patient: Patient, which: str) -> str:
    reaches = patient.reaches.in_use().select_related("contact_point")
    value: str = get_object_or_404(reaches, pk=_pk(which)).contact_point.value
    return value.removeprefix("+86")


def _document(patient: Patient, which: str) -> str:
    number: str = get_object_or_404(patient.documents.valid(), pk=_pk(which)).number()
    return number


def _pk(which: str) -> int:
    return number_in(which) or 0
