"""A doctor leaves the house or goes on leave: what they owed falls to their role."""

from datetime import datetime

from django.db import transaction

from renxin.promises.models import Promise
from renxin.referrals.models import Referral


def look(*, at: datetime) -> int:
    """Hand over what nobody would keep; safe to run twice, or to be killed."""
    owned = Referral.objects.open().filter(promise__owner__isnull=False)
    keys = list(owned.order_by("promise__due_at", "pk").values_list("pk", flat=True))
    return sum(_hand_over(pk, at=at) for pk in keys)


@transaction.atomic
def _hand_over(pk: int, *, at: datetime) -> bool:
    """Of what nobody holds: the promise first, as every step of a referral does."""
    free = Promise.objects.select_for_update(of=("self",), skip_locked=True)
    promise = free.open().filter(referral_step=pk).first()
    mine = Referral.objects.open().select_for_update(of=("self",), skip_locked=True)
    referral = mine.select_related("promise__owner", "promise__clinic").filter(pk=pk)
    found = referral.filter(promise=promise).first()
    return found.fall_back(at=at) if found else False
