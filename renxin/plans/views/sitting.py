"""What was signed for turned into appointments: looked for first, then booked."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import placed
from renxin.booking.refusals import NotAPlace
from renxin.booking.terms import Place
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.plans import sittings
from renxin.plans.models import AcceptedItem, Plan, PlanItem
from renxin.plans.refusals import NotAccepted
from renxin.plans.sitting_form import MOST, SittingForm
from renxin.plans.times_found import found
from renxin.plans.views import answers
from renxin.staff.desk import DeskRequest
from renxin.staff.doctors import doctors_at

MORNING = time(9)


@require_http_methods(["GET", "POST"])
@needs("plans.see", "booking.book")
def create(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    """The sittings of one item that is signed for."""
    plan, now = answers.seen_by(request, pk), timezone.now()
    planned = get_object_or_404(plan.items.standing(), pk=item)
    try:
        accepted = sittings.signed_for(plan, planned)
    except NotAccepted as refusal:
        return answers.page(request, pk, refusal=refusal)
    doctors = doctors_at(plan.clinic, plan.clinic.day_of(now))
    first = _first(plan, accepted, now)
    form = SittingForm(request.POST or None, doctors=doctors, initial=first)
    context: dict[str, Any] = {"plan": plan, "accepted": accepted, "form": form}
    if not form.is_valid():
        return _page(request, context, 422 if form.errors else 200)
    try:
        if "look" in request.POST:
            asked = form.cleaned_data
            sittings.refuse_more(accepted, asked["times"])
            context["found"] = found(asked, clinic=plan.clinic, at=now)
            return _page(request, context)
        _book(request, plan, planned, form, at=now)
    except Refusal as refusal:
        return _page(request, context | {"refusal": refusal}, refusal.status)
    return redirect("plans:show", pk)


def _first(plan: Plan, accepted: AcceptedItem, at: datetime) -> dict[str, Any]:
    """As the plan has it; what is booked already is not asked for again."""
    item = accepted.item
    return {
        "service": item.service_id,
        "doctor": plan.doctor_id,
        "day": plan.clinic.day_of(at),
        "clock": MORNING,
        "times": max(accepted.still_unbooked(), 1),
        "every_days": item.every_days,
    }


def _book(
    request: DeskRequest,
    plan: Plan,
    item: PlanItem,
    form: SittingForm,
    *,
    at: datetime,
) -> None:
    places = _places(request, plan)
    service = form.cleaned_data["service"]
    sittings.book(plan, item, places, service, by=request.staff, at=at)


def _places(request: DeskRequest, plan: Plan) -> Sequence[Place]:
    """The places that were ticked, of those that were found."""
    written = request.POST.getlist("sitting")[:MOST]
    if not written:
        raise NotAPlace(_("Look for the times first, then book them."))
    return [placed.read(QueryDict(one), plan.clinic) for one in written]


def _page(
    request: DeskRequest, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, "plans/sittings.html", context, status=status)
