"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.rosters.grid import ON_THE_WALL
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Post, Staff

# The week on this page asks again as soon as it hears this.
CHANGED = answers.changed("roster")


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
    return answers.dialog(request, "rosters", part, context, refusal)


def done(request: DeskRequest, title: str, text: str, back: str) -> HttpResponse:
    told = {"title": title, "text": text}
    return answers.done(request, "rosters/_done.html", told, news=CHANGED, back=back)
