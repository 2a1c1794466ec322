from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.safety import patient_panel
from renxin.staff.desk import DeskRequest


@require_GET
@needs("safety.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """Pain, checks and late effects of the last visits, as the patient's page shows."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    told = patient_panel.told(viewing_of(request, patient))
    return render(request, "safety/_of_patient.html", {"panel": told})
