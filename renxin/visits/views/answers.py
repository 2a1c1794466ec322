"""What the flow board gets back: a dialog, why it cannot be, or a word that it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest, stand_at
from renxin.visits.duties.sheet import Sheet
from renxin.visits.forms import ReasonForm
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import DutiesMissing, OutOfTurn, ReasonMissing

# The board of this page asks again as soon as it hears this.
CHANGED = answers.changed("visits")
REORDERS = "visits.reorder"


def seen_by(request: DeskRequest, pk: int) -> Visit:
    """The visit, for somebody who may see it; nobody else learns of it."""
    mine = Visit.objects.visible_to(request.staff).lived_here()
    people = mine.select_related("clinic", "patient__merged_into", "doctor")
    found: Visit = get_object_or_404(people, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def standing(visit: Visit) -> StageEntry | None:
    """Where they are now; nowhere once they have left."""
    here = visit.stage_entries.current().select_related("station")
    found: StageEntry | None = here.first()
    return found


def step_of(request: DeskRequest, visit: Visit) -> StageEntry:
    """The step as this screen showed it, or the word that somebody was quicker."""
    return visit.have(seen=number_in(request.POST.get("seen", "")) or 0)


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "visits", part, context, refusal)


@dataclass(frozen=True)
class Told:
    """One word for the corner of the screen."""

    title: str
    text: str


def done(request: DeskRequest, title: str, visit: Visit) -> HttpResponse:
    return told(request, title, f"{visit.told_number} {visit.patient.name}")


def told(request: DeskRequest, title: str, text: str) -> HttpResponse:
    context = {"told": Told(title, text)}
    back = reverse("visits:index")
    return answers.done(request, "visits/_done.html", context, news=CHANGED, back=back)


def acted(
    request: DeskRequest, visit: Visit, title: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it, or say why it cannot be; out of turn it can be, with a reason."""
    try:
        act()
    except Refusal as refusal:
        return refused(request, visit, refusal)
    return done(request, title, visit)


def refused(
    request: DeskRequest,
    visit: Visit | None,
    refusal: Refusal,
    form: ReasonForm | None = None,
) -> HttpResponse:
    """Why it cannot be; where a reason would do, whoever may give one is asked."""
    if visit and isinstance(refusal, DutiesMissing):
        return _still_owed(request, visit, refusal)
    may_reorder = request.staff.may(REORDERS)
    asks_why = isinstance(refusal, OutOfTurn | ReasonMissing) and may_reorder
    context = {
        "visit": visit,
        "form": (form or ReasonForm()) if asks_why else None,
        "needs_another": isinstance(refusal, OutOfTurn) and not may_reorder,
        "address": request.path,
        "seen": request.POST.get("seen", ""),
    }
    response = dialog(request, "_refused.html", context, refusal)
    response["HX-Trigger"] = CHANGED
    return response


def _still_owed(
    request: DeskRequest, visit: Visit, refusal: DutiesMissing
) -> HttpResponse:
    """What is missing, to be done or left out right there."""
    here = standing(visit)
    context = {"visit": visit, "here": here, "sheet": Sheet(here) if here else None}
    return dialog(request, "_duties.html", context, refusal)
