"""How the calls of a clinic go: always with the whole and the window, no ranking."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.kinds import SPOKE, Heard
from renxin.followup.models import Call
from renxin.promises.windows import start_of_day
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
    window: int
    within: int


def pace_of(clinic: Clinic, staff: Staff, *, at: datetime) -> Pace:
    """Two statements, however many calls there were."""
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
    return Pace(
        **counted,
        per_hour=_per_hour(counted["mine"], first, at),
        came=part,
        spoken_to=whole,
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
    soon = Visit.objects.filter(
        patient=OuterRef("patient"),
        began_at__gt=OuterRef("at"),
        began_at__lte=OuterRef("at") + rules.came_within,
    )
    counted = spoken.annotate(came=Exists(soon)).aggregate(
        whole=Count("patient", distinct=True),
        part=Count("patient", distinct=True, filter=Q(came=True)),
    )
    return counted["part"], counted["whole"]


def _per_hour(mine: int, first: datetime | None, at: datetime) -> float | None:
    """Not before an hour has gone by."""
    if first is None or at - first < AN_HOUR:
        return None
    return round(mine / ((at - first) / AN_HOUR), 1)
