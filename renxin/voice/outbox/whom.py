"""By which number a patient is written to."""

from collections.abc import Iterable
from datetime import date

from renxin.patients.models import ContactPoint, Patient, Reach

# Younger than this, it is the guardian who is written to.
GUARDED = 14


def number_of(patient: Patient, *, on: date) -> ContactPoint | None:
    """The first number in use; for a child that of whoever looks after it."""
    reaches = Reach.objects.by_phone().filter(patient=patient)
    found = list(reaches.select_related("contact_point").order_by("rank", "pk"))
    if is_guarded(patient, on=on):
        found = guardians(found)
    return found[0].contact_point if found else None


def guardians(reaches: Iterable[Reach]) -> list[Reach]:
    return [one for one in reaches if one.whose != Reach.Whose.OWN]


def is_guarded(patient: Patient, *, on: date) -> bool:
    age = patient.age_on(on)
    return age is not None and age < GUARDED
