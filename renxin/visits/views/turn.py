"""Whose turn it is: called in, looked after, or let others go first."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.clinics.models import Chair
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.visits.forms import ReasonForm
from renxin.visits.kinds import Turn
from renxin.visits.line import turns
from renxin.visits.line.rooms import room_for
from renxin.visits.models import StageEntry, Station
from renxin.visits.views import answers

Act = Callable[[StageEntry, turns.Reason | None], None]


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def call(request: DeskRequest, pk: int) -> HttpResponse:
    """Call this number; before its turn with a reason, to another room if chosen."""
    now, staff = timezone.now(), request.staff
    visit = answers.seen_by(request, pk)
    chairs = Chair.objects.filter(clinic=visit.clinic).order_by("name", "pk")
    if request.method == "GET":
        here = answers.standing(visit)
        context = {"visit": visit, "here": here, "chairs": chairs}
        return answers.dialog(request, "_call.html", context)
    chosen = chairs.filter(pk=number_in(request.POST.get("room", "")) or 0).first()

    def act(here: StageEntry, reason: turns.Reason | None) -> None:
        room = chosen or room_for(here, by=staff, at=now)
        turns.call(here, to=room, reason=reason, by=staff, at=now)

    return _turned(request, pk, _("Called in"), act)


@require_POST
@needs("visits.move")
def take_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Be with them from now on."""
    now, staff = timezone.now(), request.staff

    def act(here: StageEntry, reason: turns.Reason | None) -> None:
        turns.take_up(here, reason=reason, by=staff, at=now)

    return _turned(request, pk, _("You are with them"), act)


@require_POST
@needs("visits.move")
def call_next(request: DeskRequest, pk: int) -> HttpResponse:
    """Call whoever is next at a station, for a doctor of their own first."""
    now, staff = timezone.now(), request.staff
    station = get_object_or_404(Station.objects.at(request.clinic), pk=pk)
    try:
        entry = turns.call_next(station, by=staff, at=now)
    except Refusal as refusal:
        return answers.refused(request, None, refusal)
    visit = answers.seen_by(request, entry.visit_id)
    return answers.done(request, _("Called in"), visit)


@require_http_methods(["GET", "POST"])
@needs("visits.reorder")
def let_others_first(request: DeskRequest, pk: int) -> HttpResponse:
    """They wait longer, and everybody sees who said so and why."""
    visit, now = answers.seen_by(request, pk), timezone.now()
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        here = visit.stage_entries.current().first()
        context = {"visit": visit, "here": here, "form": form}
        return answers.dialog(request, "_turn.html", context)

    def act() -> None:
        here = answers.step_of(request, visit)
        turns.move_turn(here, Turn.BACK, form.reason(), by=request.staff, at=now)

    return answers.acted(request, visit, str(Turn.BACK.label), act)


def _turned(request: DeskRequest, pk: int, title: str, act: Act) -> HttpResponse:
    """With a reason only where one was given by somebody who may give one."""
    visit = answers.seen_by(request, pk)
    may_reorder = request.staff.may(answers.REORDERS)
    form = ReasonForm(request.POST) if may_reorder and "why" in request.POST else None
    reason = form.reason() if form and form.is_valid() else None
    try:
        act(answers.step_of(request, visit), reason)
    except Refusal as refusal:
        return answers.refused(request, visit, refusal, form)
    return answers.done(request, title, visit)
