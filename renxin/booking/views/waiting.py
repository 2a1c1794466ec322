"""The waiting list beside the calendar: who waits, who is asked, who gets a place."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.booking import giving, placed, waitlist
from renxin.booking.asking.house import house_of
from renxin.booking.calendar.asked import Asked
from renxin.booking.kinds import Left
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.queue import places_for, queue
from renxin.booking.twice import refuse_waiting_twice
from renxin.booking.views import answers
from renxin.booking.wait_form import WaitForm, begun
from renxin.booking.wanted import told
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients import finder, glance
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models.look import What

FOUND = 6


@require_GET
@needs("booking.see")
def index(request: DeskRequest) -> HttpResponse:
    """Who waits, in pain first, then in the order in which they asked."""
    now = timezone.now()
    asked = Asked.read(request.GET, request.clinic.day_of(now))
    context = {
        "queue": queue(request.clinic, asked.day, at=now),
        "asked": asked,
        "may_book": request.staff.may("booking.book"),
        "today": request.clinic.day_of(now),
        "now": now,
    }
    return render(request, "booking/_waitlist.html", context)


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def create(request: DeskRequest) -> HttpResponse:
    """Put somebody on the list."""
    now = timezone.now()
    today = request.clinic.day_of(now)
    house = house_of(request.clinic, today)
    if request.method == "GET":
        form = WaitForm(initial=begun(request.GET, today), house=house, today=today)
        return _form(request, form, request.GET.get("patient", ""))
    form = WaitForm(request.POST, house=house, today=today)
    if not form.is_valid():
        return _form(request, form, request.POST.get("patient", ""))
    patient = get_object_or_404(
        Patient.objects.visible_to(request.staff), pk=form.cleaned_data["patient"]
    )
    entry = form.entry(patient)
    if entry.instead_of_id:
        get_object_or_404(_due(request, patient), pk=entry.instead_of_id)
    try:
        refuse_waiting_twice(entry)
        WaitlistEntry.add(entry, by=request.staff, at=now)
    except Refusal as refusal:
        return _form(request, form, str(patient.pk), refusal)
    return answers.done(request, _told(entry, _("Put on the waiting list"), today))


@require_POST
@needs("booking.book")
def patients(request: DeskRequest) -> HttpResponse:
    """For whom, with what the first of them has already."""
    typed = request.POST.get("q", "")
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=FOUND)
    due = _due(request, found[0]) if found else []
    context = {"found": found, "typed": typed, "due": due}
    return render(request, "booking/_wait_found.html", context)


@require_POST
@needs("booking.book")
def instead(request: DeskRequest) -> HttpResponse:
    """What the chosen patient has already, to be given up for something earlier."""
    value = request.POST.get("patient", "")
    patient = answers.patient_named(request, value)
    context = {"due": _due(request, patient) if patient else [], "form": None}
    return render(request, "booking/_instead.html", context)


@require_GET
@needs("booking.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """One who waits: how to reach them, and the places that would fit."""
    entry = _seen(request, pk)
    now = timezone.now()
    patients = Patient.objects.visible_to(request.staff).filter(pk=entry.patient_id)
    patient = glance.at_a_glance(patients).first()
    waits = entry.ended_at is None
    note_look(request, entry.patient_id, What.PAGE, f"waiting {pk}")
    context: dict[str, Any] = {
        "entry": entry,
        "words": told(entry),
        "patient": patient,
        "phones": glance.phones(patient) if patient else [],
        "offers": entry.offers.select_related("doctor", "answered_to").order_by("-pk"),
        "open": WaitlistOffer.objects.open().filter(entry=entry).first(),
        "places": places_for(entry, at=now) if waits else [],
        "may_book": waits and request.staff.may("booking.book"),
        "may_reveal": request.staff.may("patients.reveal"),
    }
    return answers.dialog(request, "_waits.html", context)


@require_POST
@needs("booking.book")
def give(request: DeskRequest, pk: int) -> HttpResponse:
    """They said yes on the phone: the place is theirs."""
    entry = _seen(request, pk)
    place = placed.read(request.POST, entry.clinic).given(entry.service)
    booked = giving.give(entry, place, by=request.staff, at=timezone.now())
    return answers.done(request, answers.told_of(booked, _("Got a place")))


@require_POST
@needs("booking.book")
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """They wait no more."""
    entry = _seen(request, pk)
    entry.leave(Left.WITHDREW, by=request.staff, at=timezone.now())
    today = request.clinic.day_of(timezone.now())
    return answers.done(request, _told(entry, _("Taken off the waiting list"), today))


@require_POST
@needs("booking.book")
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """They say yes to what they are asked about."""
    offer = _offer(request, pk)
    booked = waitlist.accept(offer, by=request.staff, at=timezone.now())
    return answers.done(request, answers.told_of(booked, _("Got a place")))


@require_POST
@needs("booking.book")
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    """They do not want it; they keep their turn, and the next is asked."""
    offer = _offer(request, pk)
    waitlist.decline(offer, by=request.staff, at=timezone.now())
    day = request.clinic.day_of(offer.starts_at)
    return answers.done(request, _told(offer.entry, _("Waits on"), day))


def _seen(request: DeskRequest, pk: int) -> WaitlistEntry:
    entries = WaitlistEntry.objects.visible_to(request.staff).select_related(
        "patient", "clinic", "service", "doctor", "department", "instead_of"
    )
    found: WaitlistEntry = get_object_or_404(entries, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def _offer(request: DeskRequest, pk: int) -> WaitlistOffer:
    mine = WaitlistEntry.objects.visible_to(request.staff)
    offers = WaitlistOffer.objects.filter(entry__in=mine).select_related(
        "entry__clinic", "entry__service", "entry__patient", "entry__instead_of"
    )
    found: WaitlistOffer = get_object_or_404(offers, pk=pk)
    stand_at(request, found.entry.clinic_id)
    return found


def _form(
    request: DeskRequest, form: WaitForm, value: str, refusal: Refusal | None = None
) -> HttpResponse:
    patient = answers.patient_named(request, value)
    context = {
        "form": form,
        "patient": patient,
        "due": _due(request, patient) if patient else [],
    }
    return answers.dialog(request, "_wait.html", context, refusal)


def _due(request: DeskRequest, patient: Patient) -> Any:
    """Their appointments here that are still to come."""
    due = Appointment.objects.visible_to(request.staff).due().firm()
    mine = due.after(timezone.now()).filter(patient=patient)
    return mine.select_related("doctor").order_by("starts_at", "pk")


def _told(entry: WaitlistEntry, title: str, day: date) -> answers.Told:
    return answers.Told(title, entry.patient.name, day.isoformat())
