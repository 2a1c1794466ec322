"""How the calls of a clinic go: always with the whole and the window, no ranking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.kinds import SPOKE, Heard
from renxin.followup.models import Call
from renxin.promises.windows import start_of_day
from renxin.protocols.kinds import Arm
from renxin.protocols.models import Assignment, ProtocolEnrolment
from renxin.staff.models import Staff
from renxin.visits.models import Visit

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Pace:
    """Today's calls of the house and of whoever looks; what came of earlier ones."""

    made: int
    mine: int
    reached: int
    booked: int
    per_hour: float | None
    came: int
    spoken_to: int
    # Beside them: whom a trial held out in the same days, and who came all the same.
    held_came: int
    held_out: int
    window: int
    within: int


def pace_of(clinic: Clinic, staff: Staff, *, at: datetime) -> Pace:
    """Three statements, however many calls there were."""
    rules = policy.pace()
    calls = Call.objects.standing().filter(clinic=clinic)
    today = calls.filter(at__gte=start_of_day(at, clinic.zone))
    counted = today.aggregate(
        made=Count("pk"),
        mine=Count("pk", filter=Q(by=staff)),
        reached=Count("pk", filter=Q(heard__in=SPOKE)),
        booked=Count("pk", filter=Q(heard=Heard.BOOKED)),
        first=Min("at", filter=Q(by=staff)),
    )
    first = counted.pop("first")
    part, whole = _came(clinic, at=at)
    held_part, held_whole = _came_unasked(clinic, at=at)
    return Pace(
        **counted,
        per_hour=_per_hour(counted["mine"], first, at),
        came=part,
        spoken_to=whole,
        held_came=held_part,
        held_out=held_whole,
        window=rules.window.days,
        within=rules.came_within.days,
    )


def _came(clinic: Clinic, *, at: datetime) -> tuple[int, int]:
    """Of everybody spoken to in a window that is over: who was here soon after."""
    rules = policy.pace()
    until = at - rules.came_within
    spoken = Call.objects.standing().filter(
        clinic=clinic, heard__in=SPOKE, at__gte=until - rules.window, at__lt=until
    )
    return _soon_after(spoken)


def _came_unasked(clinic: Clinic, *, at: datetime) -> tuple[int, int]:
    """Of everybody a trial held out here in the same window: who was here as soon."""
    rules = policy.pace()
    until = at - rules.came_within
    here = ProtocolEnrolment.objects.filter(
        clinic=clinic, trial=OuterRef("trial"), patient=OuterRef("patient")
    )
    held = Assignment.objects.filter(
        Exists(here), arm=Arm.HELD_OUT, at__gte=until - rules.window, at__lt=until
    )
    return _soon_after(held)


def _soon_after(asked: "QuerySet[Any, Any]") -> tuple[int, int]:
    soon = Visit.objects.filter(
        patient=OuterRef("patient"),
        began_at__gt=OuterRef("at"),
        began_at__lte=OuterRef("at") + policy.pace().came_within,
    )
    counted = asked.annotate(came=Exists(soon)).aggregate(
        whole=Count("patient", distinct=True),
        part=Count("patient", distinct=True, filter=Q(came=True)),
    )
    return counted["part"], counted["whole"]


def _per_hour(mine: int, first: datetime | None, at: datetime) -> float | None:
    """Not before an hour has gone by."""
    if first is None or at - first < AN_HOUR:
        return None
    return round(mine / ((at - first) / AN_HOUR), 1)
