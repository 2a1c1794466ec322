"""The screen in the waiting room: no sign-in, a key in the address, and little told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.desk.access import public
from renxin.desk.answers import in_dialog
from renxin.visits.board.display import display_of
from renxin.visits.models import DisplayKey


@require_GET
@public
def show(request: HttpRequest, secret: str) -> HttpResponse:
    clinic = DisplayKey.clinic_behind(secret)
    if clinic is None:
        raise Http404
    context = {
        "here": clinic,
        "display": display_of(clinic, at=timezone.now()),
        "secret": secret,
    }
    part = "_display" if in_dialog(request) else "display"
    response = render(request, f"visits/{part}.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
