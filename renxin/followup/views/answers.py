"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest

# The parts of a page that show whom we follow up ask again when they hear this.
CHANGED = answers.changed("followup")


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "followup", part, context, refusal)


def done(request: DeskRequest, title: str, text: str, back: str) -> HttpResponse:
    said = {"title": title, "text": text}
    return answers.done(
        request, "followup/_done.html", said, news=CHANGED, back=reverse(back)
    )
