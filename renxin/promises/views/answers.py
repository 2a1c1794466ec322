"""What a desk gets back: the row itself, a word in the corner, a closed dialog."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.promises.models import Promise
from renxin.promises.rows import row_of, told_in_full
from renxin.staff.desk import DeskRequest, stand_at

# The parts of a page that show promises ask again as soon as they hear this.
CHANGED = answers.changed("promise")


def seen_by(request: DeskRequest, pk: int) -> Promise:
    """The promise, for somebody who may see it; nobody else learns that it exists."""
    promises = Promise.objects.visible_to(request.staff).select_related(
        "patient", "clinic", "owner"
    )
    found: Promise = get_object_or_404(promises, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def row(
    request: DeskRequest,
    promise: Promise,
    *,
    title: str = "",
    undo: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The same part for success and for refusal; a page without htmx is sent on."""
    if refusal is None and not request.htmx:
        return redirect("promises:show", promise.pk)
    told = told_in_full(Promise.objects.filter(pk=promise.pk)).get()
    context = {
        "row": row_of(told, at=timezone.now(), refusal=refusal),
        "open": True,
        "title": title,
        "undo": undo,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    response = render(request, "promises/_answer.html", context, status=status)
    if refusal is None:
        response["HX-Trigger"] = CHANGED
    return response


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "promises", part, context, refusal)


def made(request: DeskRequest, promise: Promise) -> HttpResponse:
    """Say that it was promised, where the new promise can be opened."""
    back = reverse("promises:show", args=[promise.pk])
    context = {"promise": promise}
    return answers.done(
        request, "promises/_made.html", context, news=CHANGED, back=back
    )
