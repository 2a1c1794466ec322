"""The control charts, what is open, and the ways to tell more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.safety.charts import pictures
from renxin.safety.models import AdverseEvent, Remedy
from renxin.safety.weeks import Weeks
from renxin.staff.desk import DeskRequest

SHOWN = 12


@require_GET
@needs("safety.see")
def index(request: DeskRequest) -> HttpResponse:
    clinic, now = request.clinic, timezone.now()
    weeks = Weeks.until(clinic, at=now)
    told = AdverseEvent.objects.filter(clinic=clinic)
    remedies = Remedy.objects.open().filter(clinic=clinic).order_by("due_on", "pk")
    context = {
        "pictures": pictures(weeks),
        "told": told.filter(happened_on__gte=weeks.first).count(),
        "open": told.open().count(),
        "remedies": list(remedies[:SHOWN]),
        "today": clinic.day_of(now),
        "may_record": request.staff.may("safety.record"),
        "may_review": request.staff.may("safety.review"),
    }
    part = "_index.html" if request.htmx else "index.html"
    return render(request, f"safety/{part}", context)
