"""What a desk gets back: a dialog, a word in the corner, or why it cannot be."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from renxin.desk import answers
from renxin.desk.refusal import Refusal
from renxin.referrals.models import Referral
from renxin.staff.desk import DeskRequest

# The parts of a page that show referrals ask again as soon as they hear this.
CHANGED = answers.changed("referral")


def seen_by(request: DeskRequest, pk: int) -> Referral:
    """The referral, for somebody who may see it; nobody else learns that it exists."""
    referrals = Referral.objects.visible_to(request.staff).told()
    found: Referral = get_object_or_404(referrals, pk=pk)
    return found


def dialog(
    request: DeskRequest,
    part: str,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    return answers.dialog(request, "referrals", part, context, refusal)


def done(request: DeskRequest, referral: Referral, title: str) -> HttpResponse:
    back = reverse("referrals:show", args=[referral.pk])
    context = {"title": title, "referral": referral}
    return answers.done(
        request, "referrals/_done.html", context, news=CHANGED, back=back
    )
