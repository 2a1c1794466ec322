"""The call desk: one person at a time, the words to say, one key for what came."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.followup.desk import holding, hours, outcomes, queue
from renxin.followup.desk.card import card_of
from renxin.followup.desk.outcomes import Told
from renxin.followup.desk.pace import pace_of
from renxin.followup.forms import AgainForm, HeardForm
from renxin.followup.kinds import Heard
from renxin.followup.rooms import rooms_of
from renxin.followup.views import answers
from renxin.promises.models import Promise
from renxin.promises.owed import COUNTED, so_many
from renxin.promises.windows import next_opening
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models.look import What

SHOWN, LATER = 9, 5
# What is asked first, in a dialog of its own.
ASKS = frozenset({Heard.STOP, Heard.LOST, Heard.WRONG, Heard.AGAIN, Heard.UNWELL})


@require_GET
@needs("calls.make")
def index(request: DeskRequest) -> HttpResponse:
    part = "_calls.html" if request.htmx else "calls.html"
    return _page(request, part)


@require_POST
@needs("calls.make")
def take(request: DeskRequest) -> HttpResponse:
    """The next in order; nobody else gets the same person."""
    try:
        hold = holding.take_next(request.clinic, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _page(request, "_calls.html" if request.htmx else "calls.html", refusal)
    note_look(request, hold.patient_id, What.PAGE, f"call {hold.promise_id}")
    return redirect("followup:calls")


@require_POST
@needs("calls.make")
def rest(request: DeskRequest) -> HttpResponse:
    """Let the person go untouched; somebody else may take them."""
    holding.let_go(request.staff)
    return redirect("followup:calls")


@require_http_methods(["GET", "POST"])
@needs("calls.make")
def press(request: DeskRequest, pk: int) -> HttpResponse:
    """What came of the call; a key that wants to know more asks for it first."""
    promise, now = _seen_by(request, pk), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    form, again = _forms(asked, promise, request)
    heard = Heard(form.cleaned_data["heard"]) if form.is_valid() else None
    form.must_tell(heard)
    context = {"promise": promise, "form": form, "again": again, "heard": heard}
    if heard is None or request.method == "GET" or not _is_told(heard, again, request):
        return answers.dialog(request, "_heard.html", context)
    told = Told(
        said=form.cleaned_data["said"],
        reason=form.cleaned_data["reason"],
        at=again.cleaned_data.get("due_at") if again.is_bound else None,
    )
    try:
        outcomes.press(promise, heard, told, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_heard.html", context, refusal)
    promise.refresh_from_db(fields=["ended_at"])
    said = f"{heard.label}·{promise.patient.name}"
    ended = promise if promise.ended_at else None
    return answers.done(request, said, "", "followup:calls", ended)


def _forms(
    asked: Any, promise: Promise, request: DeskRequest
) -> tuple[HeardForm, AgainForm]:
    now, zone = timezone.now(), promise.clinic.zone
    wants_time = asked.get("heard") == Heard.AGAIN and request.method == "POST"
    data = request.POST if wants_time else None
    return HeardForm(asked), AgainForm(data, now=now, zone=zone)


def _is_told(heard: Heard, again: AgainForm, request: DeskRequest) -> bool:
    """Those that ask are told in their dialog, and nowhere else."""
    if heard in ASKS and "asked" not in request.POST:
        return False
    return heard is not Heard.AGAIN or again.is_valid()


def _page(
    request: DeskRequest, part: str, refusal: Refusal | None = None
) -> HttpResponse:
    staff, clinic, now = request.staff, request.clinic, timezone.now()
    rings = hours.may_ring(clinic, now)
    due = queue.due(clinic, staff, at=now, only_asked=not rings)
    waiting = due.values_list("pk", flat=True)[:COUNTED]
    hold = holding.in_hand(staff, at=now)
    context = {
        "rooms": rooms_of(staff),
        "card": card_of(hold, staff, at=now) if hold else None,
        "queue": list(due.select_related("patient")[:SHOWN]),
        "many": so_many(len(waiting)),
        "later": list(
            queue.later(clinic, staff, at=now).select_related("patient")[:LATER]
        ),
        "pace": pace_of(clinic, staff, at=now),
        "rings": rings,
        "opens": None if rings else next_opening(now, clinic.zone),
        "now": now,
        "refusal": refusal,
        "may_reveal": staff.may("patients.reveal"),
        "may_book": staff.may("booking.book"),
    }
    status = refusal.status if refusal else 200
    return render(request, f"followup/{part}", context, status=status)


def _seen_by(request: DeskRequest, pk: int) -> Promise:
    promises = Promise.objects.visible_to(request.staff)
    found: Promise = get_object_or_404(
        promises.select_related("patient__merged_into", "clinic"), pk=pk
    )
    stand_at(request, found.clinic_id)
    return found
