from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Look

ROWS = 30


@require_GET
@needs("patients.see")
def index(request: DeskRequest, pk: int) -> HttpResponse:
    """Who has looked at this patient, the latest first."""
    patient = patient_at_hand(request, pk)
    looks = Look.objects.filter(patient_id__in=patient.record_ids())
    before = number_in(request.GET.get("before", ""))
    if before is not None:
        looks = looks.filter(pk__lt=before)
    rows = list(looks.select_related("staff").order_by("-pk")[: ROWS + 1])
    context = {
        "patient": patient,
        "looks": rows[:ROWS],
        "further": rows[ROWS - 1].pk if len(rows) > ROWS else None,
    }
    return render(request, "patients/looks.html", context)
