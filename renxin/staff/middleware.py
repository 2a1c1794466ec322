"""Who is at the desk, whether the session still holds, and what they may do."""

import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from renxin.clinics.models import Clinic
from renxin.desk.access import Access, declared
from renxin.staff import proof
from renxin.staff.models import Staff

BACKGROUND = "X-Background"  # a page that refreshes itself is nobody at work
SIGNED_IN_AT, LAST_ACTED_AT, CLINIC = "signed_in_at", "last_acted_at", "clinic"

log = logging.getLogger("renxin.access")
Handler = Callable[[HttpRequest], HttpResponseBase]


class AtTheDesk:
    """Middleware: put the person and their clinic on the request, then decide."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        staff = _person(request)
        request.staff = staff  # type: ignore[attr-defined]
        request.clinic = _clinic(request, staff) if staff else None  # type: ignore[attr-defined]
        if staff is None:
            return self.get_response(request)
        staff.stands_at = request.clinic.pk if request.clinic else None  # type: ignore[attr-defined]
        zone = request.clinic.zone if request.clinic else settings.TIME_ZONE  # type: ignore[attr-defined]
        with translation.override(staff.language), timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", staff.language)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        access = declared(view) or _third_party(request)
        if access is None:
            return _denied(request, "undeclared")
        if access.public:
            return None
        staff: Staff | None = request.staff  # type: ignore[attr-defined]
        if staff is None:
            return _ask_to_sign_in(request)
        return _decide(request, staff, access) or _prove(request, staff, access)


def _decide(request: HttpRequest, staff: Staff, access: Access) -> HttpResponse | None:
    lacking = [right for right in access.rights if not staff.may(right)]
    if lacking:
        return _denied(request, ",".join(lacking))
    if access.rights and request.clinic is None:  # type: ignore[attr-defined]
        return _denied(request, "no clinic")
    return None


def _prove(request: HttpRequest, staff: Staff, access: Access) -> HttpResponse | None:
    """Ask for the second proof where it is owed; its own pages stay open."""
    if proof.is_owed(request, staff):
        request.owes_proof = True  # type: ignore[attr-defined]
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in settings.THIRD_PARTY_ACCESS or name in proof.HARMLESS:
            return None
        return _elsewhere(request, proof.ask(staff, goal="/"))
    if access.fresh_proof and not proof.is_fresh(request, staff):
        return _elsewhere(request, proof.ask_afresh(request, staff))
    return None


def _third_party(request: HttpRequest) -> Access | None:
    match = request.resolver_match
    found = settings.THIRD_PARTY_ACCESS.get(match.view_name) if match else None
    return found if isinstance(found, Access) else None


def _denied(request: HttpRequest, why: str) -> HttpResponse:
    match = request.resolver_match
    log.warning(
        "denied %s %s to staff %s: %s",
        request.method,
        match.view_name if match else "?",
        getattr(getattr(request, "staff", None), "pk", None),
        why,
    )
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    return _elsewhere(request, redirect_to_login(_page(request), settings.LOGIN_URL))


def _page(request: HttpRequest) -> str:
    """The page to come back to; where only a form or a part leads, the one before."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return request.get_full_path()
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return "/"
    return urlsplit(before)._replace(scheme="", netloc="").geturl()


def _elsewhere(request: HttpRequest, leading: HttpResponse) -> HttpResponse:
    """A part of a page cannot follow to another page; the whole page does."""
    if not request.headers.get("HX-Request"):
        return leading
    response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    response["HX-Redirect"] = leading["Location"]
    return response


def _person(request: HttpRequest) -> Staff | None:
    user = request.user
    if not isinstance(user, Staff) or not user.is_active:
        return None
    now = timezone.now()
    if _timed_out(request, now):
        logout(request)
        return None
    minute = now.isoformat(timespec="minutes")
    if (
        BACKGROUND not in request.headers
        and request.session.get(LAST_ACTED_AT) != minute
    ):
        request.session[LAST_ACTED_AT] = minute
    return user


def _timed_out(request: HttpRequest, now: datetime) -> bool:
    if SIGNED_IN_AT not in request.session:
        request.session[SIGNED_IN_AT] = now.isoformat()
    started = request.session[SIGNED_IN_AT]
    acted = request.session.get(LAST_ACTED_AT, now.isoformat())
    return (
        now - datetime.fromisoformat(started) > settings.SESSION_LASTS
        or now - datetime.fromisoformat(acted) > settings.SESSION_IDLES
    )


def _clinic(request: HttpRequest, staff: Staff) -> Clinic | None:
    """The clinic chosen in the bar, or the first the person works at."""
    clinics = list(staff.clinics().order_by("pk"))
    request.clinics = clinics  # type: ignore[attr-defined]
    chosen = request.session.get(CLINIC)
    return next((c for c in clinics if c.pk == chosen), clinics[0] if clinics else None)
