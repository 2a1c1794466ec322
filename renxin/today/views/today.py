from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from renxin.desk.access import needs, signed_in
from renxin.rosters.ahead import ahead
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.today.board import board_of
from renxin.today.expected import expected, is_a_doctor
from renxin.today.feed import news
from renxin.today.house import owed
from renxin.today.models import Glance

NOON, EVENING, NIGHT = 12, 18, 5


@require_GET
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """Today: what is theirs to keep, or what else their role is here for."""
    now = timezone.now()
    context = {"greeting": greeting(now), "role": role_of(request.staff), "now": now}
    at_a_clinic = getattr(request, "clinic", None) is not None
    if not (at_a_clinic and request.staff.may("promises.keep")):
        return render(request, "today/plain.html", context)
    since = Glance.take(request.staff, at=now)
    shown = _shown(request, since=since, at=now)
    request.late = shown["board"].late.total
    context |= shown
    return render(request, "today/index.html", context)


@require_GET
@needs("promises.keep")
def board(request: DeskRequest) -> HttpResponse:
    """The same, asked again by an open page; asking is not looking."""
    now = timezone.now()
    glance = Glance.objects.filter(staff=request.staff).first()
    context = {"greeting": greeting(now), "role": role_of(request.staff), "now": now}
    context |= _shown(request, since=glance.since if glance else now, at=now)
    return render(request, "today/_asked.html", context)


def _shown(request: DeskRequest, *, since: datetime, at: datetime) -> dict[str, Any]:
    staff, clinic = request.staff, request.clinic
    return {
        "house": owed(staff, at=at),
        "board": board_of(staff, at=at, zone=clinic.zone),
        "since": since,
        "news": news(staff, since=since, clinic_id=clinic.pk),
        "expected": expected(staff, clinic=clinic, at=at),
        "own": is_a_doctor(staff),
        "may_look_ahead": staff.may("booking.eve"),
        # Whoever plans the roster hears of it before the day comes.
        "out_of_band": ahead(clinic, clinic.day_of(at)) if plans(staff) else [],
    }


def plans(staff: Staff) -> bool:
    return staff.may("rosters.plan")


def greeting(now: datetime) -> str:
    hour = timezone.localtime(now).hour
    if NIGHT <= hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if NOON <= hour < EVENING else _("Good evening")


def role_of(staff: Staff) -> str:
    """The role of theirs that stands first on the rota."""
    held = staff.roles()
    return next((str(role.label) for role in Role if role in held), "")
