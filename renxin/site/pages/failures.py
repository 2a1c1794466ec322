"""What a person reads when something did not work: what happened, what was kept."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DISK_FULL = "53100"


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for an error: a full disk and a lost database have their own words."""
    error = sys.exc_info()[1]
    if getattr(getattr(error, "__cause__", None), "sqlstate", None) == DISK_FULL:
        return render(request, "507.html", status=HTTPStatus.INSUFFICIENT_STORAGE)
    if isinstance(error, OperationalError | InterfaceError):
        return render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    return render(request, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def locked_out(
    request: HttpRequest, credentials: dict[str, str] | None = None, **_kwargs: object
) -> HttpResponse:
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
