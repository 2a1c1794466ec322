"""By which number a patient is written to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from renxin.patients.models import ContactPoint, Patient, Reach

# Younger than this, it is the guardian who is written to.
GUARDED = 14


def number_of(patient: Patient, *, on: date) -> ContactPoint | None:
    """The first number in use; for a child that of whoever looks after it."""
    kept = patient.kept()
    records = Patient.objects.filter(Q(pk=kept.pk) | Q(merged_into=kept.pk))
    theirs = Reach.objects.by_phone().filter(patient__in=records)
    found = first_of(theirs.select_related("contact_point"), kept, on=on)
    return found.contact_point if found else None


def first_of(reaches: Iterable[Reach], patient: Patient, *, on: date) -> Reach | None:
    """Of all their records' the one to go by; first what their own record says."""
    found = list(reaches)
    if is_guarded(patient, on=on):
        found = guardians(found)
    return min(
        found,
        key=lambda one: (one.patient_id != patient.pk, one.rank, one.pk),
        default=None,
    )


def guardians(reaches: Iterable[Reach]) -> list[Reach]:
    return [one for one in reaches if one.whose != Reach.Whose.OWN]


def is_guarded(patient: Patient, *, on: date) -> bool:
    age = patient.age_on(on)
    return age is not None and age < GUARDED
