from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Look, Staff

ROWS = 50


@require_GET
@needs("audit.read")
def index(request: DeskRequest) -> HttpResponse:
    """Answer which patients one account looked at, between two days."""
    today = timezone.localdate()
    since = parse_date(request.GET.get("since", "")) or today - timedelta(days=7)
    until = parse_date(request.GET.get("until", "")) or today
    looks = _looks(request.GET.get("who", ""), since, until)
    before = number_in(request.GET.get("before", ""))
    if before is not None:
        looks = looks.filter(pk__lt=before)
    rows = list(looks[: ROWS + 1])
    context = {
        "looks": rows[:ROWS],
        "next": rows[ROWS - 1].pk if len(rows) > ROWS else None,
        "people": Staff.objects.order_by("username"),
        "who": request.GET.get("who", ""),
        "since": since,
        "until": until,
    }
    return render(request, "staff/looks.html", context)


def _looks(who: str, since: date, until: date) -> QuerySet[Look]:
    looks = Look.objects.select_related("staff").between(since, until)
    account = number_in(who)
    if account is not None:
        looks = looks.filter(staff=account)
    return looks.order_by("-pk")
