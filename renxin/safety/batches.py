"""Whom the instruments of one sterilisation batch touched, and whom they may have."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.functions import ExtractHour

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
    possible = StageEntry.objects.none()
    if any(one.chair_id for one in checks):
        called = StageEntry.objects.at(clinic).filter(called_at__isnull=False)
        hours = called.annotate(
            hour=ExtractHour("called_at", tzinfo=ZoneInfo(clinic.zone))
        )
        possible = hours.filter(sessions)
    ids = certain | set(possible.values_list("visit", flat=True))
    visits = Visit.objects.filter(pk__in=ids).select_related("patient__merged_into")
    return [
        Touched(one, one.pk in certain) for one in visits.order_by("-began_at", "-pk")
    ]


def _session(check: InfectionCheck) -> Q:
    there = Q(called_to=check.chair_id, visit__day=check.day)
    if check.half == Half.MORNING:
        return there & Q(hour__lt=NOON_HOUR)
    return there & Q(hour__gte=NOON_HOUR)
