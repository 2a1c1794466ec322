"""Looking for a time by need and doctor, and holding one until it is agreed."""

from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.booking import agreement, requests
from renxin.booking import policy as house
from renxin.booking.kinds import Through
from renxin.booking.terms import Terms
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.portal import asked
from renxin.portal.cards import Card, ahead_of
from renxin.portal.handles import found, handle_of
from renxin.portal.newcomers import most_ahead
from renxin.portal.phone import PhoneRequest, for_patients
from renxin.portal.refusals import HasEnough, NotOffered


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    now, clinic = timezone.now(), _clinic(request)
    context = {
        "services": asked.services(on=clinic.day_of(now)),
        "doctors": [(handle_of(d), d) for d in asked.doctors(clinic, at=now)],
        "clinics": [(handle_of(one), one) for one in request.one.clinics],
        "here": clinic,
    }
    return render(request, "portal/book.html", context)


@require_GET
@for_patients
def times(request: PhoneRequest) -> HttpResponse:
    now, clinic = timezone.now(), _clinic(request)
    wanted = asked.read(request.GET, clinic, at=now)
    if wanted.service is None:
        return redirect("portal:book")
    offers = asked.times(wanted, clinic, at=now)
    context = {
        "asked": wanted,
        "here": clinic,
        "clinic_handle": handle_of(clinic),
        "doctor_handle": handle_of(wanted.doctor) if wanted.doctor else "",
        "days": asked.by_day(offers, request.phone, what=wanted.service.code),
    }
    return render(request, "portal/times.html", context)


@require_POST
@for_patients
def hold(request: PhoneRequest) -> HttpResponse:
    """Keep the place for a while; it is theirs once they say so on the next page."""
    now = timezone.now()
    what, token = request.POST.get("service", ""), request.POST.get("place", "")
    place = asked.place_behind(token, request.phone, what=what)
    wanted = asked.read(request.POST, place.clinic, at=now)
    if wanted.service is None or place.clinic not in request.one.clinics:
        raise NotOffered
    terms = Terms(
        place=place,
        service=wanted.service,
        through=Through.PORTAL,
        held_until=now + house.held_for(),
    )
    with transaction.atomic():
        # Two presses at once must not both find room for one more. The key stays free:
        # a desk that books for them meanwhile refers to it, and would wait in a ring.
        mine = Patient.objects.select_for_update(of=("self",), no_key=True)
        mine.get(pk=request.patient.pk)
        firm = _without_earlier_holds(request.patient, at=now)
        if len(firm) >= most_ahead(request.patient):
            raise HasEnough
        held = agreement.book(request.patient, terms, by=None, at=now)
    return redirect("portal:appointment", handle=handle_of(held))


def _without_earlier_holds(patient: Patient, *, at: datetime) -> list[Card]:
    """Whoever chooses again gives back what they only held; the rest stays."""
    firm = []
    for card in ahead_of(patient, at=at):
        if card.held_until and card.appointment.through == Through.PORTAL:
            requests.drop(card.appointment, at=at)
        else:
            firm.append(card)
    return firm


def _clinic(request: PhoneRequest) -> Clinic:
    handle = request.GET.get("clinic", "")
    return found(handle, request.one.clinics) if handle else request.clinic
