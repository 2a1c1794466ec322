"""What a desk gets back: a form in the dialog, or a word that it was done.

Where the page has no htmx, or the form was opened by its own address, it is a page of
its own and the word is the page it belongs to.
"""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renxin.desk.refusal import Refusal


def changed(what: str) -> str:
    """The news on which the parts of a page that show these ask again."""
    return json.dumps({f"{what}-changed": {"target": "body"}})


def in_dialog(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def is_own_page(request: HttpRequest) -> bool:
    """The form was opened by its own address; no page stands behind it."""
    return bool(request.headers.get("X-Own-Page"))


def dialog(
    request: HttpRequest,
    app: str,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The form in the dialog, with what is wrong about it."""
    form = context.get("form")
    unfit = form is not None and form.is_bound and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if unfit else HTTPStatus.OK
    if refusal:
        status = HTTPStatus(refusal.status)
    part, here = f"{app}/{part}", in_dialog(request)
    closes = here and not is_own_page(request)
    told = context | {"refusal": refusal, "part": part, "in_dialog": closes}
    return render(request, part if here else f"{app}/form.html", told, status=status)


def done(
    request: HttpRequest, part: str, context: dict[str, Any], *, news: str, back: str
) -> HttpResponse:
    """Close the dialog, say what was done, and let the page look again."""
    if not in_dialog(request):
        return redirect(back)
    if is_own_page(request):
        return HttpResponse(headers={"HX-Redirect": back})
    response = render(request, part, context)
    response["HX-Trigger"] = news
    return response
