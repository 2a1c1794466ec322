"""Another time for the same appointment: by form, by drag, by key, by an offer."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import agreement
from renxin.booking.draft import Draft
from renxin.booking.fitting import fitting
from renxin.booking.forms import RebookingForm
from renxin.booking.kinds import Asked
from renxin.booking.models import Appointment
from renxin.booking.offers import offers
from renxin.booking.place_of import moved, place_of
from renxin.booking.refusals import NotAtWork, Taken
from renxin.booking.terms import Place, Terms
from renxin.booking.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal, Stale
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    appointment = answers.seen_by(request, pk)
    if request.method == "GET":
        return _form(request, appointment, _wished(request, appointment))
    form = RebookingForm(request.POST, clinic=appointment.clinic)
    if not form.is_valid():
        return _form(request, appointment, form)
    was = appointment.starts_at
    try:
        answers.claim(request, appointment)
        terms = _terms(form, appointment)
        agreement.move(
            appointment,
            terms,
            by=request.staff,
            at=timezone.now(),
            asked_by=Asked(form.cleaned_data["asked_by"] or Asked.PATIENT),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        return _refused(request, pk, form, refusal)
    title = _("Moved to %(time)s") if was != appointment.starts_at else _("Changed")
    local = timezone.localtime(appointment.starts_at)
    told = answers.told_of(appointment, title % {"time": f"{local:%m-%d %H:%M}"})
    return answers.done(request, told)


def _terms(form: RebookingForm, appointment: Appointment) -> Terms:
    cleaned = form.cleaned_data
    changed: dict[str, Any] = form.things()
    if cleaned["device"]:
        changed["devices"] = form.swapped(place_of(appointment).devices)
    return moved(
        appointment,
        over=cleaned["over"],
        starts_at=form.starts_at(),
        minutes=cleaned["minutes"],
        **changed,
    )


def _refused(
    request: DeskRequest, pk: int, form: RebookingForm, refusal: Refusal
) -> HttpResponse:
    """Say why; a card that was dragged is told of beside the calendar."""
    now_is = answers.seen_by(request, pk)
    if "on_board" not in request.POST:
        return _form(request, now_is, form, refusal)
    context = {
        "appointment": now_is,
        "refusal": refusal,
        "standing": answers.standing(request, refusal),
        "wanted": form.cleaned_data,
        "offers": _offers(form, now_is, refusal),
        "is_stale": isinstance(refusal, Stale),
        "may_overbook": isinstance(refusal, Taken | NotAtWork)
        and request.staff.may(agreement.OVER),
    }
    response = render(request, "booking/_conflict.html", context, status=refusal.status)
    if isinstance(refusal, Stale):
        response["HX-Trigger"] = answers.CHANGED
    return response


def _offers(
    form: RebookingForm, appointment: Appointment, refusal: Refusal
) -> list[Place]:
    if not isinstance(refusal, Taken | NotAtWork):
        return []
    return offers(_terms(form, appointment).place, at=timezone.now())


def _form(
    request: DeskRequest,
    appointment: Appointment,
    form: RebookingForm | None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    place = _wanted(form, appointment)
    local = place.starts_at.astimezone(ZoneInfo(appointment.clinic.zone))
    fit = fitting(place, at=timezone.now(), besides=appointment.pk)
    context: dict[str, Any] = {
        "appointment": appointment,
        "draft": Draft(place, fit, appointment.service),
        "day": local.date(),
        "clock": local.time(),
        "given": form,
        "asked": Asked.choices,
        "offers": _offers(form, appointment, refusal) if form and refusal else [],
        "may_overbook": request.staff.may(agreement.OVER),
        "is_taken": isinstance(refusal, Taken | NotAtWork) or "over" in request.GET,
    }
    if form and request.method == "POST":
        context["form"] = form
    return answers.dialog(request, "_rebooking.html", context, refusal)


def _wished(request: DeskRequest, appointment: Appointment) -> RebookingForm | None:
    """The time a card was dragged to and could not have, to go on from there."""
    if "day" not in request.GET:
        return None
    asked = request.GET.copy()
    asked["version"] = str(appointment.version)
    return RebookingForm(asked, clinic=appointment.clinic)


def _wanted(form: RebookingForm | None, appointment: Appointment) -> Place:
    """What was asked for where that can be read, or else where it stands."""
    place = place_of(appointment)
    if form is None or not form.is_valid():
        return place
    try:
        return _terms(form, appointment).place
    except Refusal:
        return replace(place, minutes=form.cleaned_data["minutes"])
