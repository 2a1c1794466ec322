from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.patients import phones
from renxin.patients.models import Reach
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest


@require_POST
@needs("patients.edit")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    whose = request.POST.get("whose", "")
    Reach.add(
        patient,
        phones.clean(request.POST.get("phone", "")),
        whose=whose if whose in Reach.Whose.values else Reach.Whose.OWN,
        by=request.staff,
        at=timezone.now(),
    )
    return HttpResponseRedirect(reverse("patients:edit", args=[pk]))


@require_POST
@needs("patients.edit")
def remove(request: DeskRequest, pk: int, reach: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    found = get_object_or_404(patient.reaches.in_use(), pk=reach)
    found.end(by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("patients:edit", args=[pk]))
