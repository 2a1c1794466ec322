from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.models import Concern
from renxin.patients.models.concern import WORST
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest, go_to


@require_POST
@needs("patients.edit")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down what stands between the patient and care."""
    patient = patient_at_hand(request, pk)
    kind, level = request.POST.get("kind", ""), request.POST.get("level", "").strip()
    if kind not in Concern.Kind.values:
        raise Refusal(_("Say what weighs on them."))
    degree = number_in(level)
    if level and (degree is None or degree > WORST):
        raise Refusal(_("The level is a number from 0 to 10."))
    concern = Concern(
        patient=patient,
        kind=kind,
        level=degree,
        note=request.POST.get("note", "").strip()[:200],
    )
    concern.note_down(by=request.staff, at=timezone.now())
    return go_to(request, reverse("patients:show", args=[pk]))


@require_POST
@needs("patients.edit")
def remove(request: DeskRequest, pk: int, concern: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    found = get_object_or_404(patient.concerns.open(), pk=concern)
    found.end(by=request.staff, at=timezone.now())
    return go_to(request, reverse("patients:show", args=[pk]))
