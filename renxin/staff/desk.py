"""The desk: who sits at it, and at which clinic."""

from django.http import HttpRequest
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.staff.models import Look, Staff
from renxin.staff.models.look import What


class DeskRequest(HttpRequest):
    """A request from a signed-in member of staff at a known clinic."""

    clinic: Clinic
    staff: Staff


def note_look(
    request: DeskRequest, patient_id: int, what: What, particulars: str = ""
) -> Look:
    """Write down that this person looked at this patient."""
    return Look.objects.create(
        staff=request.staff,
        patient_id=patient_id,
        clinic_id=request.clinic.pk,
        what=what,
        particulars=particulars,
        address=request.META.get("REMOTE_ADDR") or None,
        at=timezone.now(),
    )
