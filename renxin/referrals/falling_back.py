"""A doctor leaves the house or goes on leave: what they owed falls to their role."""

from datetime import datetime

from django.db import transaction

from renxin.referrals.models import Referral


def look(*, at: datetime) -> int:
    """Hand over what nobody would keep; safe to run twice, or to be killed."""
    owned = Referral.objects.open().filter(promise__owner__isnull=False)
    keys = list(owned.order_by("promise__due_at", "pk").values_list("pk", flat=True))
    return sum(_hand_over(pk, at=at) for pk in keys)


@transaction.atomic
def _hand_over(pk: int, *, at: datetime) -> bool:
    free = Referral.objects.open().select_for_update(of=("self",), skip_locked=True)
    referral = free.select_related("promise__owner", "promise__clinic").filter(pk=pk)
    found = referral.first()
    return found.fall_back(at=at) if found else False
