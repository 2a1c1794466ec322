"""What a desk gets back about advice: a dialog, a word in the corner, or why not."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from renxin.advice.models import AdviceGiven, AdviceText
from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models.look import What
from renxin.visits.models import Visit

# A duty may be done by it, so the board and the room ask again as well.
NEWS = {f"{what}-changed": {"target": "body"} for what in ("advice", "visits")}
CHANGED = json.dumps(NEWS)


def visit_at_hand(request: DeskRequest, pk: int) -> Visit:
    """The visit, for somebody who may see it; nobody else learns of it."""
    mine = Visit.objects.visible_to(request.staff)
    people = mine.select_related("clinic", "patient__merged_into", "doctor")
    visit: Visit = get_object_or_404(people, pk=pk)
    stand_at(request, visit.clinic_id)
    if request.method == "GET":
        note_look(request, visit.patient.kept().pk, What.PAGE, f"visit {pk}")
    return visit


def given_at_hand(request: DeskRequest, pk: int) -> AdviceGiven:
    mine = AdviceGiven.objects.visible_to(request.staff).told()
    given: AdviceGiven = get_object_or_404(
        mine.select_related("visit__patient__merged_into"), pk=pk
    )
    stand_at(request, given.visit.clinic_id)
    if request.method == "GET":
        patient = given.visit.patient.kept()
        note_look(request, patient.pk, What.PAGE, f"advice {pk}")
    return given


def text_at_hand(request: DeskRequest, pk: int) -> AdviceText:
    """What the house came with, or this clinic wrote."""
    readable = AdviceText.objects.readable_at(request.clinic)
    text: AdviceText = get_object_or_404(readable.select_related("by"), pk=pk)
    return text


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "advice", part, context, refusal)


def done(request: DeskRequest, title: str, text: str, *, back: str) -> HttpResponse:
    said = {"title": title, "text": text}
    return answers.done(request, "advice/_done.html", said, news=CHANGED, back=back)
