"""Adverse events and near misses: told by anyone, reviewed by a few, blaming nobody."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs, signed_in
from renxin.desk.refusal import Refusal
from renxin.safety.forms import EventForm, ReviewForm
from renxin.safety.models import AdverseEvent
from renxin.safety.views import answers
from renxin.staff.desk import DeskRequest, stand_at

SHOWN = 60


@require_GET
@needs("safety.review")
def index(request: DeskRequest) -> HttpResponse:
    """Those not reviewed yet, the worst first, and what was learned from the others."""
    here = AdverseEvent.objects.filter(clinic=request.clinic)
    reviewed = here.exclude(review=None).select_related("review__remedy__remedied")
    context = {
        "events": list(here.open().order_by("reported_on", "pk")[:SHOWN]),
        "reviewed": list(reviewed.order_by("-review__at", "-pk")[:SHOWN]),
    }
    part = "_events.html" if request.htmx else "events.html"
    return render(request, f"safety/{part}", context)


@require_http_methods(["GET", "POST"])
@signed_in
def create(request: DeskRequest) -> HttpResponse:
    """Sent as a plain form: a command's receipt would keep who sent it."""
    if request.clinic is None:  # their posts have all ended
        raise PermissionDenied
    now = timezone.now()
    first = {"happened_on": request.clinic.day_of(now)}
    form = EventForm(request.POST or None, clinic=request.clinic, initial=first)
    context = {"form": form, "is_told": "told" in request.GET, "refusal": None}
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "safety/event.html", context, status=status)
    by = None if form.cleaned_data["without_name"] else request.staff
    try:
        AdverseEvent.report(request.clinic, form.told(), by=by, at=now)
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "safety/event.html", context, status=refusal.status)
    return redirect(f"{reverse('safety:event_new')}?told")


@require_http_methods(["GET", "POST"])
@needs("safety.review")
def review(request: DeskRequest, pk: int) -> HttpResponse:
    events = AdverseEvent.objects.visible_to(request.staff)
    event: AdverseEvent = get_object_or_404(
        events.select_related("clinic", "by", "visit"), pk=pk
    )
    stand_at(request, event.clinic_id)
    form = ReviewForm(request.POST or None)

    def act() -> None:
        event.learn(form.lesson(), by=request.staff, at=timezone.now())

    context = {"form": form, "event": event, "back": reverse("safety:events")}
    said = {"title": _("Event reviewed"), "text": event.get_severity_display()}
    return answers.acted(request, "_review.html", context, act, said)
