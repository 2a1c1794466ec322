"""The day so far: who was seen off, and how often the line was broken, and why."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest
from renxin.visits.leaving import breaks
from renxin.visits.models import Judgement, Reordering


@require_GET
@needs("visits.see")
def show(request: DeskRequest) -> HttpResponse:
    today = request.clinic.day_of(timezone.now())
    day = _asked(request.GET.get("day", ""), today)
    turned = Reordering.objects.filter(
        entry__visit__clinic=request.clinic, entry__visit__day=day
    )
    judged = Judgement.objects.filter(visit__clinic=request.clinic, visit__day=day)
    context = {
        "day": day,
        "is_today": day == today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "breaks": breaks.of_day(request.clinic, day),
        "turned": turned.select_related("by", "entry__visit").order_by("at", "pk"),
        "judged": judged.select_related("by", "visit").order_by("at", "pk"),
    }
    return render(request, "visits/day.html", context)


def _asked(typed: str, today: date) -> date:
    """No day that has not begun, and none before there were any."""
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    return min(day, today) if day and day > date.min else today
