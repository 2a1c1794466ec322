"""When we ring: in the hours of the house, never on a holiday; or when they asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

from renxin.clinics.models import Clinic
from renxin.followup import policy as following
from renxin.promises import policy
from renxin.promises.windows import holidays


def may_ring(clinic: Clinic, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(clinic.zone))
    inside = any(
        opens <= local.time() < closes for opens, closes in policy.calls().hours
    )
    return inside and local.date() not in holidays(local.date(), local.date())


def may_ask_for(clinic: Clinic, at: datetime) -> bool:
    """A time the patient asked for themselves goes before the rest at noon."""
    opens, closes = following.calls().asked
    return opens <= at.astimezone(ZoneInfo(clinic.zone)).time() <= closes
