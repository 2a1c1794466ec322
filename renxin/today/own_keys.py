"""The promises that are the next step of a referral, with the keys of that step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from renxin.promises.kinds import Kind
from renxin.promises.rows import Keys, Row
from renxin.referrals import rows as referred
from renxin.referrals.models import Referral
from renxin.staff.models import Staff

TEMPLATE = "referrals/_keys.html"


def with_own_keys(rows: Iterable[Row], staff: Staff, *, at: datetime) -> list[Row]:
    """One query more, and that only where a referral is owed."""
    every = list(rows)
    wanted = [one.promise.pk for one in every if one.promise.kind == Kind.REFERRAL]
    if not wanted:
        return every
    seen = Referral.objects.open().visible_to(staff).filter(promise__in=wanted)
    steps = {one.promise_id: one for one in seen.told()}
    return [
        replace(one, keys=_keys(steps[one.promise.pk], staff, at))
        if one.promise.pk in steps
        else one
        for one in every
    ]


def _keys(referral: Referral, staff: Staff, at: datetime) -> Keys:
    return Keys(TEMPLATE, referred.row_of(referral, staff=staff, at=at))
