"""Those a phone looks after, and asking one more to let it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from renxin.patients.models import ContactPoint
from renxin.portal import codes
from renxin.portal.handles import found, handle_of
from renxin.portal.kinds import Opens
from renxin.portal.models import Proxy
from renxin.portal.phone import (
    PhoneRequest,
    address_of,
    by_code,
    for_patients,
    language_of,
)
from renxin.portal.refusals import NobodyThere
from renxin.portal.served import served
from renxin.portal.views.sign_in import hand_over, held

CHALLENGE = "family_code"


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    people = [(handle_of(one.patient), one) for one in request.people]
    return render(request, "portal/family.html", {"family": people})


@require_POST
@for_patients
def ask(request: PhoneRequest) -> HttpResponse:
    """A code to the phone of whoever is to be added: having it is their yes."""
    by_code(request)
    number = codes.number_of(request.POST.get("number", "")[:40])
    challenge = codes.ask(
        number,
        address=address_of(request),
        language=language_of(request),
        at=timezone.now(),
        opens=Opens.FAMILY,
    )
    return hand_over(redirect("portal:family_code"), challenge, name=CHALLENGE)


@require_http_methods(["GET", "POST"])
@for_patients
def add(request: PhoneRequest) -> HttpResponse:
    by_code(request)
    if request.method != "POST":
        context = {"wrong": "wrong" in request.GET, "is_family": True}
        return render(request, "portal/code.html", context)
    now, point = timezone.now(), request.phone.contact_point
    challenge, _door = held(request, CHALLENGE)
    number = codes.use(challenge, request.POST.get("code", "")[:20], at=now)
    if number is None or point is None:
        return redirect(f"{request.path}?wrong")
    theirs = served(ContactPoint.phone(number), at=now)
    known = {one.patient.pk for one in request.people}
    new = [one.patient for one in theirs if one.proxy is None]
    if not new:
        raise NobodyThere
    for patient in new:
        if patient.pk not in known:
            Proxy.give(patient, point, at=now)
    response = redirect("portal:family")
    response.delete_cookie(CHALLENGE, samesite="Lax")
    return response


@require_POST
@for_patients
def remove(request: PhoneRequest, handle: str) -> HttpResponse:
    """Look after them no more."""
    proxies = [one.proxy for one in request.people if one.proxy]
    found(handle, proxies).end(at=timezone.now())
    return redirect("portal:family")
