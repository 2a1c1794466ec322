"""What is owed to somebody where they stand: done, said back, signed, or left out."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What
from renxin.visits.duties import doing
from renxin.visits.duties.form import FORMS, WaiverForm
from renxin.visits.duties.sheet import Owed, Sheet
from renxin.visits.kinds import Asks
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import AlreadyLeft
from renxin.visits.views import answers


@require_GET
@needs("visits.move")
def index(request: DeskRequest, pk: int) -> HttpResponse:
    visit = answers.seen_by(request, pk)
    here = answers.standing(visit)
    if here is None:
        return answers.refused(request, visit, AlreadyLeft())
    note_look(request, visit.patient.kept().pk, What.PAGE, f"visit {pk}")
    return answers.dialog(request, "_duties.html", _context(visit, here))


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def do(request: DeskRequest, pk: int, duty: int) -> HttpResponse:
    """One press; or what the patient said back, or signed."""
    visit = answers.seen_by(request, pk)
    here = answers.standing(visit)
    if here is None:
        return answers.refused(request, visit, AlreadyLeft())
    row = _row_of(here, duty)
    form = FORMS[Asks(row.duty.asks)](request.POST or None)
    context = _context(visit, here) | {"row": row, "form": form}
    if request.method == "GET" or not form.is_valid():
        return answers.dialog(request, "_duty.html", context)
    try:
        doing.do(
            answers.step_of(request, visit),
            row.duty,
            form.proof(),
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return answers.dialog(request, "_duty.html", context, refusal)
    return _onward(request, visit, here, row.duty.text)


@require_POST
@needs("visits.move")
def take_back(request: DeskRequest, pk: int, duty: int) -> HttpResponse:
    """Ticked by mistake; it is owed again."""
    visit = answers.seen_by(request, pk)
    here = answers.standing(visit)
    if here is None:
        return answers.refused(request, visit, AlreadyLeft())
    row, now = _row_of(here, duty), timezone.now()
    try:
        step = answers.step_of(request, visit)
        doing.take_back(step, row.duty, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_duties.html", _context(visit, here), refusal)
    response = answers.dialog(request, "_duties.html", _context(visit, here))
    response["HX-Trigger"] = answers.CHANGED
    return response


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def waive(request: DeskRequest, pk: int) -> HttpResponse:
    """Left out for this patient, today, with the reason."""
    visit = answers.seen_by(request, pk)
    here = answers.standing(visit)
    if here is None:
        return answers.refused(request, visit, AlreadyLeft())
    missing = Sheet(here).missing
    form = WaiverForm(request.POST or None, missing=missing)
    context = _context(visit, here) | {"form": form, "is_waiver": True}
    if request.method == "GET" or not form.is_valid():
        return answers.dialog(request, "_waiver.html", context)
    told = form.cleaned_data
    try:
        doing.waive(
            answers.step_of(request, visit),
            told["duties"],
            why=told["why"],
            note=told["note"],
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return answers.dialog(request, "_waiver.html", context, refusal)
    return _onward(request, visit, here, _("Left out, with the reason"))


def _onward(
    request: DeskRequest, visit: Visit, here: StageEntry, said: str
) -> HttpResponse:
    """On to what is still owed, if one came from the list; else back to the page."""
    context = _context(visit, here)
    if "listed" in request.POST and context["sheet"].missing:
        response = answers.dialog(request, "_duties.html", context)
        response["HX-Trigger"] = answers.CHANGED
        return response
    return answers.done(request, said, visit)


def _row_of(here: StageEntry, duty: int) -> Owed:
    found = next((row for row in Sheet(here).rows if row.pk == duty), None)
    if found is None:
        raise Http404
    return found


def _context(visit: Visit, here: StageEntry) -> dict[str, Any]:
    return {"visit": visit, "here": here, "sheet": Sheet(here)}
