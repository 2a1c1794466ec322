"""Who holds the phone: found by their own cookie, apart from the staff's sign-in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from renxin.portal.models import PhoneSession

ROOT = "/my/"
COOKIE = "__Host-phone" if settings.BEHIND_TLS else "phone"

Handler = Callable[[HttpRequest], HttpResponseBase]


class AtThePhone:
    """Middleware: put the patient's session on requests for the patients' pages."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        secret = request.COOKIES.get(COOKIE, "")
        session = PhoneSession.behind(secret) if secret else None
        live = session if session and session.is_live(at=timezone.now()) else None
        if live:
            live.be_seen(at=timezone.now())
        request.phone = live  # type: ignore[attr-defined]
        # A key sent with a form is this phone's own; staff have positive numbers.
        request.actor_id = -session.pk if session else 0  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response


def let_in(response: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser its cookie, which no script can read."""
    response.set_cookie(
        COOKIE, secret, httponly=True, samesite="Lax", secure=settings.BEHIND_TLS
    )
    return response


def show_out(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
