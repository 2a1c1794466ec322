"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.promises.models import Promise
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


def done(
    request: DeskRequest, title: str, text: str, back: str, ended: Promise | None = None
) -> HttpResponse:
    """With the way back, where a promise was ended by it."""
    said = {"title": title, "text": text, "ended": ended}
    return answers.done(
        request, "followup/_done.html", said, news=CHANGED, back=reverse(back)
    )
