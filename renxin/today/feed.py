"""What happened at a person's clinics since they last looked, by anyone else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from renxin.journal.facts import Fact, kinds
from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.staff.models import Staff

SHOWN = 6
READ = 40


@dataclass(frozen=True)
class News:
    """One thing that happened, as it reads in the list."""

    fact: Fact
    patient: str
    by: str
    patient_id: int | None

    @property
    def told(self) -> str:
        clock = f"{timezone.localtime(self.fact.at):%H:%M}"
        telling = self.fact.telling()
        return "·".join(part for part in (telling, self.by, clock) if part)


def news(staff: Staff, *, since: datetime, clinic_id: int) -> list[News]:
    """The newest first; what this version cannot tell is passed over."""
    clinics = staff.clinic_ids() or {clinic_id}
    told: list[News] = []
    for entry in _entries(staff, since, clinics):
        fact = entry.told()
        if fact and len(told) < SHOWN:
            told.append(
                News(fact, entry.patient or "", entry.colleague or "", entry.patient_id)
            )
    return told


def _entries(staff: Staff, since: datetime, clinics: Collection[int]) -> QuerySet[Any]:
    patients = Patient.objects.filter(pk=OuterRef("patient_id"))
    people = Staff.objects.filter(pk=OuterRef("by_id"))
    by_others = Q(by_id=None) | ~Q(by_id=staff.pk)
    return (
        Entry.objects.filter(
            by_others, clinic_id__in=clinics, at__gt=since, patient_id__isnull=False
        )
        .exclude(fact__in=[kind.name for kind in kinds.values() if not kind.is_news])
        .annotate(
            patient=Subquery(patients.values("name")[:1]),
            colleague=Subquery(people.values("name")[:1]),
        )
        .newest_first()[:READ]
    )
