"""When we ring: in the hours of the house, never on a holiday; or when they asked."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Func, Q, TimeField, Value

from renxin.clinics.models import Clinic
from renxin.followup import policy as following
from renxin.promises import policy
from renxin.promises.windows import holidays
from renxin.voice.models import LocalTime


class ClockOf(Func):
    """What a clock in that zone shows at that moment."""

    template = "(%(expressions)s)::time"
    arg_joiner = " AT TIME ZONE "
    output_field = TimeField()


def may_ring(clinic: Clinic, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(clinic.zone))
    inside = any(
        opens <= local.time() < closes for opens, closes in policy.calls().hours
    )
    return inside and local.date() not in holidays(local.date(), local.date())


def elsewhere(at: datetime) -> Any:
    """Whose own clock says at that moment that nobody rings."""
    theirs = LocalTime.objects.annotate(clock=ClockOf(Value(at), F("zone")))
    open_ = (Q(clock__gte=one, clock__lt=end) for one, end in policy.calls().hours)
    return theirs.exclude(reduce(or_, open_))


def may_ask_for(clinic: Clinic, at: datetime) -> bool:
    """A time the patient asked for themselves goes before the rest at noon."""
    opens, closes = following.calls().asked
    return opens <= at.astimezone(ZoneInfo(clinic.zone)).time() <= closes
