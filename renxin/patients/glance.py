"""A patient with what the head of the page shows, fetched in one query."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from renxin.desk.masking import masked_phone
from renxin.patients.badges import Badge, allergy_badges, concern_badge
from renxin.patients.models import Concern, Patient, Reach
from renxin.patients.models.patient import PatientQuerySet


@dataclass(frozen=True)
class Phone:
    """One phone of a patient, masked, and whose it is."""

    pk: int
    whose: str
    person_name: str
    masked: str

    @property
    def whose_label(self) -> str:
        return str(Reach.Whose(self.whose).label)

    @property
    def is_own(self) -> bool:
        return self.whose == Reach.Whose.OWN


def at_a_glance(patients: PatientQuerySet) -> PatientQuerySet:
    """Patients with their linked records, phones and open concerns at hand."""
    phones = (
        Reach.objects.by_phone()
        .filter(patient=OuterRef("pk"))
        .order_by("rank", "pk")
        .values(
            found=JSONObject(
                pk="pk",
                whose="whose",
                person_name="person_name",
                masked="contact_point__value",
            )
        )
    )
    concerns = (
        Concern.objects.open()
        .filter(patient=OuterRef("pk"))
        .order_by("at", "pk")
        .values(found=JSONObject(kind="kind", level="level", note="note"))
    )
    return patients.with_records().annotate(
        glance_phones=ArraySubquery(phones), glance_concerns=ArraySubquery(concerns)
    )


def phones(patient: Patient) -> list[Phone]:
    return [
        Phone(**{**found, "masked": masked_phone(found["masked"])})
        for found in _glance(patient, "phones")
    ]


def badges(patient: Patient) -> list[Badge]:
    """Allergies first, then what weighs on the patient."""
    return allergy_badges(patient.allergies) + [
        concern_badge(found["kind"], found["level"])
        for found in _glance(patient, "concerns")
    ]


def _glance(patient: Patient, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = getattr(patient, f"glance_{what}")
    return found
