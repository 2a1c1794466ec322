"""How soon somebody must be seen: by need alone, and once greeted for all to see."""

from datetime import datetime

from django.db import transaction

from renxin.staff.models import Staff
from renxin.visits.facts import UrgencyChanged
from renxin.visits.kinds import Urgency, WhyUrgency
from renxin.visits.models import Judgement, Visit
from renxin.visits.refusals import WhatNeed


@transaction.atomic
def judge(
    visit: Visit,
    urgency: Urgency,
    why: str = "",
    *,
    seen: int | None = None,
    by: Staff,
    at: datetime,
) -> None:
    """As they are greeted it is only said; judged anew it moves others, so say why."""
    visit.have(seen=seen)
    if visit.urgency == urgency:
        return
    if at > visit.began_at:
        if why not in WhyUrgency.values:
            raise WhatNeed
        Judgement.objects.create(visit=visit, urgency=urgency, why=why, by=by, at=at)
    visit.urgency = urgency
    visit.save(update_fields=["urgency"])
    visit.record(UrgencyChanged, by=by, at=at, urgency=urgency, why=why)
