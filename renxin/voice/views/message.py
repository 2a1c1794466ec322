from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.desk.masking import masked_phone
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.voice import channels
from renxin.voice.models import Message

ROWS = 50


@dataclass(frozen=True)
class Row:
    """A message, to whom, and what became of it; its words as the phone would show."""

    message: Message
    to: str
    words: str


@require_GET
@needs("messages.see")
def index(request: DeskRequest) -> HttpResponse:
    """Which messages went out, which did not and why, the newest first."""
    messages = Message.objects.visible_to(request.staff).select_related(
        "patient", "contact_point", "dispatch", "withheld", "doubt"
    )
    before = number_in(request.GET.get("before", ""))
    if before is not None:
        messages = messages.filter(pk__lt=before)
    found = list(messages.order_by("-pk")[: ROWS + 1])
    context = {
        "rows": [_row(one, by=request.staff) for one in found[:ROWS]],
        "next": found[ROWS - 1].pk if len(found) > ROWS else None,
    }
    return render(request, "voice/messages.html", context)


def _row(message: Message, *, by: Staff) -> Row:
    """Codes and keys are shown to made-up people of a demonstration alone."""
    dispatch = getattr(message, "dispatch", None)
    written = channels.recorded(message.out_id) if dispatch and by.is_made_up else {}
    number = written.get("to", "")
    if message.contact_point:
        number = message.contact_point.value
    words = written.get("words") or (dispatch.words if dispatch else "")
    return Row(message, masked_phone(number) if number else "", words)
