"""One appointment in the patient's hand: agree, confirm, move, cancel, keep."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from renxin.booking import agreement, requests
from renxin.booking.kinds import Asked, How, Through, Way, Why
from renxin.booking.terms import Terms
from renxin.portal import asked, ics
from renxin.portal.cards import Card, card_behind
from renxin.portal.phone import PhoneRequest, for_patients
from renxin.portal.refusals import TooLate

# What a patient may give as a reason; none of it is asked for twice.
REASONS = (Why.TIME, Why.ILL, Why.TRANSPORT, Why.COST, Why.FEAR, Why.BETTER)


@require_GET
@for_patients
def show(request: PhoneRequest, handle: str) -> HttpResponse:
    return render(request, "portal/appointment.html", {"card": _card(request, handle)})


@require_POST
@for_patients
def agree(request: PhoneRequest, handle: str) -> HttpResponse:
    _card(request, handle).appointment.agree(by=None, at=timezone.now())
    return redirect("portal:appointment", handle=handle)


@require_POST
@for_patients
def confirm(request: PhoneRequest, handle: str) -> HttpResponse:
    """They will come; saying so twice is saying it once."""
    appointment = _card(request, handle).appointment
    appointment.confirm(way=Way.PORTAL, by=None, at=timezone.now())
    return redirect("portal:home")


@require_http_methods(["GET", "POST"])
@for_patients
def move(request: PhoneRequest, handle: str) -> HttpResponse:
    card, now = _changeable(request, handle), timezone.now()
    appointment = card.appointment
    if request.method != "POST":
        wanted = asked.read(request.GET, appointment.clinic, at=now)
        offers = asked.times_instead(appointment, wanted, at=now)
        days = asked.by_day(offers, request.phone, what=handle)
        context = {"card": card, "asked": wanted, "days": days}
        return render(request, "portal/move.html", context)
    token = request.POST.get("place", "")
    place = asked.place_behind(token, request.phone, what=handle)
    terms = Terms(place=place, service=appointment.service, through=Through.PORTAL)
    agreement.move(appointment, terms, by=None, at=now, asked_by=Asked.PATIENT)
    return redirect("portal:appointment", handle=handle)


@require_http_methods(["GET", "POST"])
@for_patients
def cancel(request: PhoneRequest, handle: str) -> HttpResponse:
    card = _changeable(request, handle)
    if request.method == "POST" and card.held_until:
        requests.drop(card.appointment, at=timezone.now())
        return redirect("portal:book")
    if request.method != "POST":
        context = {"card": card, "reasons": REASONS}
        return render(request, "portal/cancel.html", context)
    why = request.POST.get("why", "")
    card.appointment.cancel(
        how=How.CANCELLED_BY_PATIENT,
        why=why if why in REASONS else "",
        by=None,
        at=timezone.now(),
    )
    return redirect("portal:home")


@require_GET
@for_patients
def calendar(request: PhoneRequest, handle: str) -> HttpResponse:
    """The appointment as a file for the calendar of the phone."""
    card = _card(request, handle)
    file = ics.calendar([card.appointment], at=timezone.now())
    response = HttpResponse(file, content_type=ics.TYPE)
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


def _card(request: PhoneRequest, handle: str) -> Card:
    return card_behind(handle, request.patient, at=timezone.now())


def _changeable(request: PhoneRequest, handle: str) -> Card:
    card = _card(request, handle)
    if not card.may_change:
        raise TooLate
    return card
