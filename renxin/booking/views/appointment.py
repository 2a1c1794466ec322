"""Making an appointment, and looking at one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.booking import agreement, draft
from renxin.booking.forms import BookingForm
from renxin.booking.offers import offers
from renxin.booking.place_of import place_of
from renxin.booking.refusals import Taken, TakesNothing
from renxin.booking.terms import Place
from renxin.booking.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import finder, glance
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What

FOUND = 6


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def create(request: DeskRequest) -> HttpResponse:
    now, clinic = timezone.now(), request.clinic
    if request.method == "GET":
        begun = draft.start(request.GET, clinic, at=now)
        return _asked(request, BookingForm(begun, clinic=clinic), is_new=True)
    form = BookingForm(request.POST, clinic=clinic)
    if not form.is_valid():
        return _asked(request, form)
    patient = get_object_or_404(
        Patient.objects.visible_to(request.staff), pk=form.cleaned_data["patient"]
    )
    try:
        terms = form.terms()
        if not terms.place.takes():
            raise TakesNothing
        booked = agreement.book(patient, terms, by=request.staff, at=now)
    except Refusal as refusal:
        return _asked(request, form, refusal)
    return answers.done(request, answers.told_of(booked, _("Booked")))


@require_GET
@needs("booking.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """Who comes, what for, and what became of it so far."""
    appointment = answers.seen_by(request, pk)
    now, clinic = timezone.now(), appointment.clinic
    patients = Patient.objects.visible_to(request.staff).filter(
        pk=appointment.patient_id
    )
    patient = glance.at_a_glance(patients).first()
    context = {
        "appointment": appointment,
        "place": place_of(appointment),
        "patient": patient,
        "phones": glance.phones(patient) if patient else [],
        "badges": glance.badges(patient) if patient else [],
        "confirmations": appointment.confirmations.select_related("by").order_by("at"),
        "rebookings": appointment.rebookings.select_related("by").order_by("at"),
        "overbookings": appointment.overbookings.select_related("by").order_by("at"),
        "is_late": not hasattr(appointment, "outcome") and now > appointment.starts_at,
        "is_their_day": clinic.day_of(now) >= clinic.day_of(appointment.starts_at),
        "may_book": request.staff.may("booking.book"),
        "may_reveal": request.staff.may("patients.reveal"),
    }
    note_look(request, appointment.patient_id, What.PAGE, f"appointment {pk}")
    return answers.dialog(request, "_show.html", context)


@require_POST
@needs("booking.book")
def patients(request: DeskRequest) -> HttpResponse:
    """For whom: found as one types, to be chosen with the arrows."""
    typed = request.POST.get("q", "")
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=FOUND)
    return render(request, "booking/_found.html", {"found": found, "typed": typed})


@require_POST
@needs("booking.book")
def fitting(request: DeskRequest) -> HttpResponse:
    """Who and what is free for the time typed so far."""
    form = BookingForm(request.POST, clinic=request.clinic)
    besides = number_in(request.POST.get("besides", ""))
    typed = draft.completed(form, at=timezone.now(), besides=besides)
    return render(request, "booking/_fitting.html", {"draft": typed})


def _asked(
    request: DeskRequest,
    form: BookingForm,
    refusal: Refusal | None = None,
    *,
    is_new: bool = False,
) -> HttpResponse:
    """The form, begun or sent back, with what would fit and what is offered instead."""
    now = timezone.now()
    context: dict[str, Any] = {
        "draft": draft.completed(form, at=now),
        "given": form,
        "patient": answers.patient_named(request, str(form.data.get("patient", ""))),
        "may_overbook": request.staff.may(agreement.OVER),
        "is_taken": isinstance(refusal, Taken),
        "standing": answers.standing(request, refusal),
    }
    if not is_new:
        context["form"] = form
    if refusal and form.is_valid() and not form.cleaned_data["over"]:
        context["offers"] = _offers(form)
    return answers.dialog(request, "_new.html", context, refusal)


def _offers(form: BookingForm) -> list[Place]:
    try:
        return offers(form.place(), at=timezone.now())
    except Refusal:
        return []
