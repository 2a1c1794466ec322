"""The phone in a patient's hand: what a request from it carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from renxin.booking.refusals import NotAPlace, NotAtWork, Taken
from renxin.clinics.models import Clinic
from renxin.desk.access import public
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.portal.models import PhoneSession
from renxin.portal.refusals import NotOffered
from renxin.portal.served import Served, alone, served


class PhoneRequest(HttpRequest):
    """A request from a phone whose holder we know."""

    phone: PhoneSession
    people: list[Served]
    one: Served
    patient: Patient
    clinic: Clinic


View = Callable[..., HttpResponse]


def for_patients(view: View) -> View:
    """Open to the street, and for those who came in with their phone only."""

    @wraps(view)
    def entered(request: PhoneRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "phone", None):
            return redirect("portal:sign_in")
        if not _look_round(request):
            return render(request, "portal/nobody.html")
        with timezone.override(ZoneInfo(request.clinic.zone)):
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refused(request, refusal)

    return public(entered)


def for_newcomers(view: View) -> View:
    """For a phone that was proven by a code and from which nobody is looked after."""

    @wraps(view)
    def entered(request: PhoneRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "phone", None):
            return redirect("portal:sign_in")
        by_code(request)
        if _look_round(request):
            return redirect("portal:home")
        return view(request, *args, **kwargs)

    return public(entered)


def for_the_street(view: View) -> View:
    """Open to anyone; what is refused is said in the patients' own words."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return public(entered)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What is taken, and by what, is nothing to the next patient."""
    ours = NotOffered() if isinstance(refusal, Taken | NotAtWork | NotAPlace) else None
    context = {"refusal": ours or refusal}
    return render(request, "portal/refused.html", context, status=refusal.status)


def _look_round(request: PhoneRequest) -> bool:
    """Who this phone may look after now; what was so an hour ago does not count."""
    phone, now = request.phone, timezone.now()
    people = alone(phone.only) if phone.only else served(phone.contact_point, at=now)
    request.people = [one for one in people if one.clinics]
    if not request.people:
        return False
    chosen = phone.patient_id
    request.one = next(
        (one for one in request.people if one.patient.pk == chosen), request.people[0]
    )
    request.patient = request.one.patient
    request.clinic = request.one.clinics[0]
    return True


def by_code(request: PhoneRequest) -> None:
    """What a link alone does not open."""
    if request.phone.only or request.phone.contact_point is None:
        raise Http404


def knows_health(request: PhoneRequest) -> bool:
    """A link may be passed on, and a proxy was let in for appointments."""
    return not request.phone.only and request.one.is_told_of_health


def address_of(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104  (of nobody)


def language_of(request: HttpRequest) -> str:
    asked = getattr(request, "LANGUAGE_CODE", "") or settings.LANGUAGE_CODE
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
