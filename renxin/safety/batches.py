"""Whom the instruments of one sterilisation batch touched, and whom they may have."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from renxin.clinics.models import Clinic
from renxin.safety.kinds import Half
from renxin.safety.models import InfectionCheck
from renxin.visits.models import StageEntry, Visit

NOON = time(12)


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
            sessions |= _session(one, clinic)
    possible: QuerySet[StageEntry] = StageEntry.objects.none()
    if any(one.chair_id for one in checks):
        possible = _at_chairs(clinic).filter(sessions)
    ids = certain | set(possible.values_list("visit", flat=True))
    visits = Visit.objects.filter(pk__in=ids).select_related("patient__merged_into")
    return [
        Touched(one, one.pk in certain) for one in visits.order_by("-began_at", "-pk")
    ]


def _at_chairs(clinic: Clinic) -> QuerySet[StageEntry]:
    """Each step at a chair with the moment from which they sat there."""
    at_chairs = StageEntry.objects.at(clinic).filter(called_to__isnull=False)
    return at_chairs.annotate(since=Coalesce("begun_at", "called_at"))


def _session(check: InfectionCheck, clinic: Clinic) -> Q:
    """Whoever sat there across noon, or still does, was there in both halves."""
    there = Q(called_to=check.chair_id, visit__day=check.day)
    noon = datetime.combine(check.day, NOON, ZoneInfo(clinic.zone))
    if check.half == Half.MORNING:
        return there & Q(since__lt=noon)
    return there & (Q(left_at__isnull=True) | Q(left_at__gte=noon))
