"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

import json
from http import HTTPStatus
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from renxin.desk.refusal import Refusal
from renxin.rosters.grid import ON_THE_WALL
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Post, Staff

# The week on this page asks again as soon as it hears this.
CHANGED = json.dumps({"roster-changed": {"target": "body"}})


def people_of(request: DeskRequest) -> QuerySet[Staff]:
    """Whom this desk may plan: those who work at its clinic, or are about to."""
    today = request.clinic.day_of(timezone.now())
    here = Q(clinic=request.clinic) | Q(clinic=None, role__in=ON_THE_WALL)
    posts = Post.objects.filter(here).not_ended_by(today)
    people: QuerySet[Staff] = Staff.objects.filter(
        pk__in=posts.values("staff"), is_active=True
    )
    return people.order_by("name", "pk")


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """A form in the dialog, or as a page of its own where there is no htmx."""
    form = context["form"]
    wrong = refusal or (form.is_bound and not form.is_valid())
    unfit = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    in_dialog = bool(request.headers.get("HX-Request"))
    part = f"rosters/{part}"
    context |= {"refusal": refusal, "part": part, "in_dialog": in_dialog}
    page = part if in_dialog else "rosters/form.html"
    return render(request, page, context, status=refusal.status if refusal else unfit)


def done(request: DeskRequest, title: str, text: str, back: str) -> HttpResponse:
    """Close the dialog, say what was done, and let the page look again."""
    if not request.headers.get("HX-Request"):
        return redirect(back)
    response = render(request, "rosters/_done.html", {"title": title, "text": text})
    response["HX-Trigger"] = CHANGED
    return response
