"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models.look import What
from renxin.visits.models import Visit

# The parts of a page that show what was recorded ask again as soon as they hear this.
CHANGED = answers.changed("safety")


def seen_by(request: DeskRequest, pk: int) -> Visit:
    """The visit, for somebody who may see it; nobody else learns that it was."""
    mine = Visit.objects.visible_to(request.staff)
    people = mine.select_related("clinic", "patient__merged_into", "doctor")
    visit: Visit = get_object_or_404(people, pk=pk)
    stand_at(request, visit.clinic_id)
    if request.method == "GET":
        note_look(request, visit.patient.kept().pk, What.PAGE, f"visit {pk}")
    return visit


def acted(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    act: Callable[[], object],
    said: dict[str, str],
) -> HttpResponse:
    """The form until it is right; then do it, and say so."""
    form = context["form"]
    if not form.is_valid():
        return answers.dialog(request, "safety", part, context)
    try:
        act()
    except Refusal as refusal:
        return answers.dialog(request, "safety", part, context, refusal)
    back = context.get("back") or reverse("safety:index")
    return answers.done(request, "safety/_done.html", said, news=CHANGED, back=back)
