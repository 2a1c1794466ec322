"""The one place through which every changing request runs.

A command is one transaction: it happens whole or not at all. Any answer of 400
or more takes back everything the view wrote, so a denied request leaves no
trace. A key sent with the request makes it act once, however often it is sent.
"""

import hashlib
import random
import time
from collections.abc import Callable
from http import HTTPStatus
from inspect import iscoroutinefunction

import pghistory
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from renxin.desk.models import Receipt
from renxin.desk.refusal import InFlight, KeyReused, Refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
TRIES = 3
KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Trigger")

View = Callable[..., HttpResponseBase]


class Runner:
    """Middleware; stands innermost, so that access is decided before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        if request.method in SAFE or iscoroutinefunction(view):
            return None  # what streams takes no commands
        return _with_retries(
            request, lambda: run(request, lambda: view(request, *args, **kwargs))
        )


def run(request: HttpRequest, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Carry out one command in one transaction and answer for it."""
    try:
        with transaction.atomic(), _history(request):
            response = _once(request, act)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(rollback=True)
            return response
    except Refusal as refusal:
        return refused(request, refusal)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say no where the button was, or on a page of its own for a plain form."""
    within = "HX-Request" in request.headers
    page = "parts/_refusal.html" if within else f"{int(refusal.status)}.html"
    return render(request, page, {"refusal": refusal}, status=refusal.status)


def _once(
    request: HttpRequest, act: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key")
    if not key:
        return act()
    actor, route = _actor(request), request.path[:200]
    key = key.replace("\0", "\N{REPLACEMENT CHARACTER}")[:100]
    _claim(f"{actor} {route} {key}")
    body = _body_hash(request)
    earlier = Receipt.objects.filter(actor_id=actor, route=route, key=key).first()
    if earlier:
        return _replayed(earlier, body)
    response = act()
    if response.status_code < HTTPStatus.BAD_REQUEST and isinstance(
        response, HttpResponse
    ):
        Receipt.objects.create(
            actor_id=actor,
            route=route,
            key=key,
            body_hash=body,
            status=response.status_code,
            headers={h: response[h] for h in KEPT_HEADERS if h in response},
            answer=response.content,
            at=timezone.now(),
        )
    return response


def _claim(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [name]
        )
        row = cursor.fetchone()
    if not (row and row[0]):
        raise InFlight


def _replayed(earlier: Receipt, body: bytes) -> HttpResponse:
    if bytes(earlier.body_hash) != body:
        raise KeyReused
    response = HttpResponse(bytes(earlier.answer), status=earlier.status)
    for header, value in earlier.headers.items():
        response[header] = value
    response["Idempotent-Replay"] = "true"
    return response


def _body_hash(request: HttpRequest) -> bytes:
    """Hash what was asked; the token against forgery changes and is left out."""
    asked = hashlib.sha256((request.method or "").encode())
    if request.content_type in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        for field, values in sorted(request.POST.lists()):
            if field != "csrfmiddlewaretoken":
                asked.update(repr((field, values)).encode())
        for field, uploads in sorted(request.FILES.lists()):
            named = [(upload.name, upload.size) for upload in uploads]
            asked.update(repr((field, named)).encode())
    else:
        asked.update(request.body)
    return asked.digest()


def _actor(request: HttpRequest) -> int:
    """Whose key it is: a member of staff, or whoever else the house let in."""
    return _staff(request) or int(getattr(request, "actor_id", 0))


def _staff(request: HttpRequest) -> int:
    staff = getattr(request, "staff", None)
    return staff.pk if staff else 0


def _history(request: HttpRequest) -> pghistory.context:
    match = request.resolver_match
    return pghistory.context(
        staff=_staff(request),
        command=match.view_name if match else "",
        address=request.META.get("REMOTE_ADDR", ""),
    )


def _with_retries(
    request: HttpRequest, act: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Try again when two commands collided; the loser did nothing yet."""
    as_it_came = _as_it_came(request)
    for attempt in range(1, TRIES + 1):
        try:
            return act()
        except OperationalError as error:
            state = getattr(error.__cause__, "sqlstate", None)
            if state not in {SERIALIZATION_FAILURE, DEADLOCK} or attempt == TRIES:
                raise
            as_it_came()
            time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311
    raise AssertionError


def _as_it_came(request: HttpRequest) -> Callable[[], None]:
    """Undo what a try left on the request; a sign-in names a session rolled back."""
    session, user = getattr(request, "session", None), getattr(request, "user", None)
    key = session.session_key if session is not None else None

    def restore() -> None:
        if session is not None:
            request.session = type(session)(key)
        if user is not None:
            request.user = user

    return restore
