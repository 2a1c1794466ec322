"""Seeing somebody off: what comes next, in one go, from the room or from the board."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking.models import Appointment
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest
from renxin.visits.duties.sheet import Sheet
from renxin.visits.kinds import Next, Stage
from renxin.visits.leaving.form import DepartureForm, in_days, in_months
from renxin.visits.leaving.seeing_off import SEES_OFF, see_off
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import AlreadyLeft, NoNextStep
from renxin.visits.views import answers

AHEAD = 5


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Back to the doctor first; and never without a next step."""
    visit = answers.seen_by(request, pk)
    here = answers.standing(visit)
    if here is None:
        return answers.refused(request, visit, AlreadyLeft())
    ahead = _ahead(visit)
    form = DepartureForm(request.POST or None, appointments=ahead)
    context = _context(request, here, form, list(ahead[:AHEAD]))
    if request.method == "GET":
        return answers.dialog(request, "_departure.html", context)
    if not form.is_valid():
        return answers.dialog(request, "_departure.html", context, NoNextStep())
    try:
        see_off(visit, form.leaving(), by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_departure.html", context, refusal)
    return answers.done(request, _("Seen off"), visit)


def _ahead(visit: Visit) -> Any:
    """What they have booked already, the soonest first."""
    theirs = Appointment.objects.filter(patient__in=visit.patient.kept().record_ids())
    ahead = theirs.due().firm().after(timezone.now())
    return ahead.select_related("doctor", "clinic").order_by("starts_at", "pk")


def _context(
    request: DeskRequest,
    here: StageEntry,
    form: DepartureForm,
    ahead: list[Appointment],
) -> dict[str, Any]:
    visit = here.visit
    today = visit.clinic.day_of(timezone.now())
    usual = Next.APPOINTMENT if ahead else Next.RECALL
    is_back, may = here.stage == Stage.BACK_TO_DOCTOR, request.staff.may(SEES_OFF)
    return {
        "visit": visit,
        "here": here,
        "typed": form,
        "kinds": Next,
        "chosen": form["kind"].value() or usual,
        "ahead": ahead,
        "book": f"{reverse('booking:new')}?patient={visit.patient.kept().pk}",
        "months": in_months(today),
        "days": in_days(today),
        "today": today,
        "is_with_doctor": is_back and may,
        "is_back": is_back,
        "sheet": Sheet(here),
    }
