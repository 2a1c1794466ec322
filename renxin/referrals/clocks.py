"""When the next step is due: never at an hour at which nobody is there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.clinics.models import Clinic
from renxin.clinics.opening import hours
from renxin.referrals import policy
from renxin.referrals.kinds import Step

# Nobody shuts for longer; after that the clock stands as it was reckoned.
AHEAD = timedelta(days=21)


def due(clinic: Clinic, urgency: str, step: Step, *, at: datetime) -> datetime:
    """So long from now, or soon after the clinic opens again."""
    due_at = at + policy.clock(urgency, step)
    local = due_at.astimezone(ZoneInfo(clinic.zone))
    days = hours(clinic, local.date(), (local + AHEAD).date())
    for stretches in days.values():
        if stretches is None:
            return due_at
        for stretch in stretches:
            if due_at <= stretch.closes_at:
                opened = stretch.opens_at + policy.opens_and()
                return due_at if due_at >= stretch.opens_at else opened
    return due_at
