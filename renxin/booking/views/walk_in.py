"""Somebody came without an appointment: they have one from now on, and are here."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import agreement, draft
from renxin.booking.forms import BookingForm
from renxin.booking.kinds import Door, Through
from renxin.booking.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def create(request: DeskRequest) -> HttpResponse:
    now = timezone.now().replace(second=0, microsecond=0)
    local = timezone.localtime(now)
    asked = (request.POST if request.method == "POST" else request.GET).copy()
    # Whatever the page said when it was opened: it is now.
    asked["day"], asked["clock"] = local.date().isoformat(), f"{local:%H:%M}"
    form = BookingForm(asked, clinic=request.clinic)
    if request.method == "GET" or not form.is_valid():
        return _asked(request, form)
    mine = Patient.objects.visible_to(request.staff)
    patient = get_object_or_404(mine, pk=form.cleaned_data["patient"])
    try:
        terms = replace(form.terms(), through=Through.WALK_IN)
        booked = agreement.book(patient, terms, by=request.staff, at=now)
    except Refusal as refusal:
        return _asked(request, form, refusal)
    booked.arrive(door=Door.DESK, by=request.staff, at=now)
    return answers.done(request, answers.told_of(booked, _("Walked in, checked in")))


def _asked(
    request: DeskRequest, form: BookingForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "draft": draft.completed(form, at=timezone.now()),
        "given": form,
        "patient": answers.patient_named(request, str(form.data.get("patient", ""))),
        "form": form if request.method == "POST" else None,
        "may_overbook": request.staff.may(agreement.OVER),
    }
    return answers.dialog(request, "_walk_in.html", context, refusal)
