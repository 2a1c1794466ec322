from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.rosters import ratio
from renxin.rosters.ahead import ahead
from renxin.rosters.days import monday_of
from renxin.rosters.drawing import drawn
from renxin.rosters.grid import week_of
from renxin.staff.desk import DeskRequest


@require_GET
@needs("rosters.see")
def index(request: DeskRequest) -> HttpResponse:
    """Who works when, this week or another."""
    return render(request, "rosters/index.html", _shown(request))


@require_GET
@needs("rosters.see")
def week(request: DeskRequest) -> HttpResponse:
    """The same, asked again by an open page."""
    return render(request, "rosters/_week.html", _shown(request))


@require_GET
@needs("rosters.see")
def strip(request: DeskRequest) -> HttpResponse:
    """Doctors to assistants through one day, to stand above its calendar."""
    day = asked(request, "day") or request.clinic.day_of(timezone.now())
    picture = drawn(ratio.strip(request.clinic, day))
    # Above a week it has to say which of its days it tells of.
    context = {"strip": picture, "day": day if "named" in request.GET else None}
    return render(request, "rosters/_strip.html", context)


def asked(request: DeskRequest, name: str) -> date | None:
    """A day named in the address; what is no day is as if nothing was said."""
    try:
        day = parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
    # The first and the last weeks of the calendar have no week beside them.
    return day if day and date.min.year < day.year < date.max.year else None


def _shown(request: DeskRequest) -> dict[str, Any]:
    now = timezone.now()
    today = request.clinic.day_of(now)
    monday = monday_of(asked(request, "week") or today)
    return {
        "week": week_of(request.clinic, monday, at=now),
        "ahead": ahead(request.clinic, today),
        "today": today,
        "may_plan": request.staff.may("rosters.plan"),
    }
