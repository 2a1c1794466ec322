"""Infection-control checks of chairs, and the way from a batch to its patients."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.clinics.models import Chair
from renxin.desk.access import needs
from renxin.safety.batches import touched
from renxin.safety.forms import ChairCheckForm
from renxin.safety.models import InfectionCheck
from renxin.safety.views import answers
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What

LATELY, SHOWN = timedelta(days=7), 60
LONGEST = 40


@require_GET
@needs("safety.see")
def index(request: DeskRequest) -> HttpResponse:
    """The checks of the last days, and which chairs are still to be checked today."""
    today = request.clinic.day_of(timezone.now())
    found = InfectionCheck.objects.filter(
        clinic=request.clinic, day__gt=today - LATELY
    ).select_related("chair", "by", "remedy__remedied", "visit")
    checked = InfectionCheck.objects.filter(
        clinic=request.clinic, day=today, chair__isnull=False
    )
    chairs = Chair.objects.filter(clinic=request.clinic)
    context = {
        "checks": list(found.order_by("-at", "-pk")[:SHOWN]),
        "unchecked": list(
            chairs.exclude(pk__in=checked.values("chair")).order_by("name", "pk")
        ),
        "may_record": request.staff.may("safety.record"),
        "may_trace": request.staff.may("safety.review"),
    }
    part = "_checks.html" if request.htmx else "checks.html"
    return render(request, f"safety/{part}", context)


@require_http_methods(["GET", "POST"])
@needs("safety.see", "safety.record")
def create(request: DeskRequest) -> HttpResponse:
    """A chair, before the first patient of a session."""
    form = ChairCheckForm(request.POST or None, clinic=request.clinic)

    def act() -> None:
        InfectionCheck.make(
            request.clinic, form.looked(), by=request.staff, at=timezone.now()
        )

    context = {"form": form, "back": reverse("safety:checks")}
    said = {"title": _("Infection control checked"), "text": request.clinic.short_name}
    return answers.acted(request, "_check.html", context, act, said)


@require_GET
@needs("safety.see", "safety.review", "patients.see")
def batch(request: DeskRequest) -> HttpResponse:
    """Which patients a batch touched: only for whoever has to tell them."""
    asked = request.GET.get("batch", "").replace("\0", "").strip()[:LONGEST]
    found = touched(request.clinic, asked) if asked else []
    for pk in {one.visit.patient.kept().pk for one in found}:
        note_look(request, pk, What.LIST, "batch")
    context = {"batch": asked, "touched": found}
    return render(request, "safety/batch.html", context)
