"""Whom a phone may look after: those it reaches and may speak for, and nobody else.

A shared phone is normal. It is a person's own; or it is the guardian's of a child;
or the person said, with a code to their own phone, that this one may. A grown-up who
is merely rung on somebody's phone is not shown there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from renxin.clinics.models import Clinic
from renxin.patients.models import (
    ContactPoint,
    Enrolment,
    Patient,
    Reach,
    Relation,
)
from renxin.portal.models import Proxy


@dataclass(frozen=True)
class Served:
    """A patient this phone may look after, where they are known, and by what right."""

    patient: Patient
    clinics: tuple[Clinic, ...]
    is_own: bool
    proxy: Proxy | None = None

    @property
    def clinic(self) -> Clinic | None:
        return self.clinics[0] if self.clinics else None

    @property
    def is_told_of_health(self) -> bool:
        """Themselves, or a child's own people; a proxy is for appointments only."""
        return self.is_own or self.proxy is None


def served(point: ContactPoint | None, *, at: datetime) -> list[Served]:
    """Their own first, then the others as they came."""
    if point is None:
        return []
    reaches = Reach.objects.in_use().filter(contact_point=point).order_by("pk")
    found = list(reaches.select_related("patient__merged_into"))
    own = {one.patient_id for one in found if one.whose == Reach.Whose.OWN}
    spoken_for = set(
        Relation.objects.filter(
            person__in=own, is_guardian=True, ended_at=None
        ).values_list("of", flat=True)
    )
    proxies = Proxy.objects.in_force().filter(contact_point=point)
    given = {
        one.patient.kept(): one
        for one in proxies.select_related("patient__merged_into").order_by("pk")
    }
    theirs = [
        one.patient.kept()
        for one in sorted(found, key=lambda reach: reach.whose != Reach.Whose.OWN)
        if one.patient_id in own | spoken_for or one.patient.is_minor_on(at.date())
    ]
    return _known([*theirs, *given], own, given)


def alone(patient: Patient) -> list[Served]:
    """The one patient a link was made for."""
    return _known([patient.kept()], {patient.pk}, {})


def _known(
    patients: Iterable[Patient], own: set[int], given: dict[Patient, Proxy]
) -> list[Served]:
    standing = {
        one.pk: one
        for one in patients
        if one.died_on is None and one.restricted_at is None
    }
    clinics: dict[int, list[Clinic]] = {pk: [] for pk in standing}
    enrolments = Enrolment.objects.filter(patient__in=list(standing))
    for one in enrolments.select_related("clinic").order_by("-at", "-pk"):
        clinics[one.patient_id].append(one.clinic)
    return [
        Served(patient, tuple(clinics[pk]), pk in own, given.get(patient))
        for pk, patient in standing.items()
    ]
