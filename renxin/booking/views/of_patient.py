from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.booking import patient_panel
from renxin.desk.access import needs
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.staff.desk import DeskRequest


@require_GET
@needs("booking.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """What is agreed with a patient, as their page shows it."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    told = patient_panel.told(viewing_of(request, patient))
    return render(request, "booking/_coming.html", {"panel": told})
