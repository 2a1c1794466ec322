"""Whom the instruments of one sterilisation batch touched, and whom they may have."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, ExtractHour

from renxin.clinics.models import Clinic
from renxin.safety.kinds import Half
from renxin.safety.models import InfectionCheck
from renxin.visits.models import StageEntry, Visit

NOON_HOUR = 12


@dataclass(frozen=True)
class Touched:
    """One visit, and whether the batch was written to it or only to its chair."""

    visit: Visit
    is_certain: bool


def touched(clinic: Clinic, batch: str) -> list[Touched]:
    """By the checks of visits, and by the chairs that were furnished from it."""
    checks = list(InfectionCheck.objects.of_batch(clinic, batch))
    certain = {one.visit_id for one in checks if one.visit_id}
    sessions = Q(pk__in=[])
    for one in checks:
        if one.chair_id:
            sessions |= _session(one)
    possible: QuerySet[StageEntry] = StageEntry.objects.none()
    if any(one.chair_id for one in checks):
        possible = _by_the_clock(clinic).filter(sessions)
    ids = certain | set(possible.values_list("visit", flat=True))
    visits = Visit.objects.filter(pk__in=ids).select_related("patient__merged_into")
    return [
        Touched(one, one.pk in certain) for one in visits.order_by("-began_at", "-pk")
    ]


def _by_the_clock(clinic: Clinic) -> QuerySet[StageEntry]:
    """Each step at a chair with the hours in which it began and ended there."""
    zone = ZoneInfo(clinic.zone)
    since = Coalesce("begun_at", "called_at")
    at_chairs = StageEntry.objects.at(clinic).filter(called_to__isnull=False)
    return at_chairs.annotate(
        first=ExtractHour(since, tzinfo=zone),
        last=ExtractHour(Coalesce("left_at", since), tzinfo=zone),
    )


def _session(check: InfectionCheck) -> Q:
    """Whoever sat there across noon was there in both halves."""
    there = Q(called_to=check.chair_id, visit__day=check.day)
    if check.half == Half.MORNING:
        return there & Q(first__lt=NOON_HOUR)
    return there & Q(last__gte=NOON_HOUR)
