"""Charges written by hand, and refunds of them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk import answers
from renxin.desk.access import needs
from renxin.desk.money import yuan_of
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models.look import What
from renxin.visits.charges import shown as charges_shown
from renxin.visits.charges.form import ChargeForm, RefundForm
from renxin.visits.models import Charge, HandCharge, Visit

RIGHTS = ("patients.see", "charges.record")


@require_http_methods(["GET", "POST"])
@needs(*RIGHTS)
def charge(request: DeskRequest, pk: int) -> HttpResponse:
    """For a visit the billing system tells nothing of."""
    mine = Visit.objects.visible_to(request.staff).select_related("clinic", "patient")
    visit: Visit = get_object_or_404(mine, pk=pk)
    stand_at(request, visit.clinic_id)
    payer = visit.payer or _("Self-paid")
    form = ChargeForm(request.POST or None, initial={"payer": payer})

    def act() -> None:
        HandCharge.write(visit, form.item(), by=request.staff, at=timezone.now())

    action = reverse("visits:charge", args=[pk])
    context = {"form": form, "title": _("Charge by hand"), "action": action}
    return _acted(request, visit.patient.kept(), context, act, _("Charged"))


@require_http_methods(["GET", "POST"])
@needs(*RIGHTS)
def refund(request: DeskRequest, pk: int) -> HttpResponse:
    """All or a part of a charge; an imported one is refunded where it was charged."""
    clinics = Visit.objects.visible_to(request.staff)
    mine = Charge.objects.filter(visit__in=clinics).select_related("patient")
    paid: Charge = get_object_or_404(mine, pk=pk)
    stand_at(request, paid.clinic_id)
    form = RefundForm(request.POST or None)

    def act() -> None:
        HandCharge.of(paid).refund(
            form.amount_fen(),
            reason=form.cleaned_data["reason"],
            by=request.staff,
            at=timezone.now(),
        )

    left = yuan_of(max(paid.amount_fen - paid.refunded_fen, 0))
    context = {
        "form": form,
        "title": _("Refund"),
        "action": reverse("visits:refund", args=[pk]),
        "note": _("%(service)s: up to %(left)s")
        % {"service": paid.service_name, "left": left},
    }
    return _acted(request, paid.patient.kept(), context, act, _("Refunded"))


def _acted(
    request: DeskRequest,
    patient: Patient,
    context: dict[str, Any],
    act: Callable[[], None],
    title: str,
) -> HttpResponse:
    if request.method == "GET":
        note_look(request, patient.pk, What.PAGE, "charges")
    context |= {"patient": patient}
    if not context["form"].is_valid():
        return answers.dialog(request, "visits", "_charge.html", context)
    try:
        act()
    except Refusal as refusal:
        return answers.dialog(request, "visits", "_charge.html", context, refusal)
    return answers.done(
        request,
        "visits/_charged.html",
        {"title": title, "text": patient.name},
        news=answers.changed("charges"),
        back=reverse("patients:show", args=[patient.pk]),
    )


@require_GET
@needs(*RIGHTS)
def of_patient(request: DeskRequest, pk: int) -> HttpResponse:
    """What was charged by hand, as the patient's page shows it."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    told = charges_shown.told(viewing_of(request, patient))
    return render(request, "visits/_charges.html", {"panel": told})
