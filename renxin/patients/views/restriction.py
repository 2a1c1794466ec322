"""The person's wish that their data only be kept, used again, or erased."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients import restricting
from renxin.patients.models import Patient
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest

MOST = 200


@require_GET
@needs("patients.restrict")
def index(request: DeskRequest) -> HttpResponse:
    """Whose record is only kept: no search finds them, and they may come back."""
    visible = Patient.objects.visible_to(request.staff).standing()
    only_kept = visible.exclude(restricted_at=None).order_by("-restricted_at")
    context = {"patients": only_kept[:MOST], "today": timezone.localdate()}
    return render(request, "patients/restricted.html", context)


@require_http_methods(["GET", "POST"])
@needs("patients.restrict")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "GET":
        return _page(request, patient_at_hand(request, pk))
    return _done(request, pk, restricting.restrict)


@require_POST
@needs("patients.restrict")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    return _done(request, pk, restricting.lift)


@require_POST
@needs("patients.restrict")
def erase(request: DeskRequest, pk: int) -> HttpResponse:
    return _done(request, pk, restricting.erase)


def _done(request: DeskRequest, pk: int, act: Callable[..., Any]) -> HttpResponse:
    patient, at = patient_at_hand(request, pk), timezone.now()
    reason = request.POST.get("reason", "")[:200]
    try:
        act(patient, reason=reason, by=request.staff, at=at)
    except Refusal as refusal:
        return _page(request, patient, refusal)
    return HttpResponseRedirect(reverse("patients:show", args=[pk]))


def _page(
    request: DeskRequest, patient: Patient, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "patient": patient,
        "standing": patient.restrictions.standing().select_related("by"),
        "kept_until": restricting.kept_until(patient),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "patients/restriction.html", context, status=status)
