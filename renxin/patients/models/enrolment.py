from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models.merge import Merge
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Enrolled(Fact):
    """One more clinic of the house came to know the patient."""

    name = "patients.enrolled"
    title = _("Known at one more clinic")
    icon = "patient"


class Enrolment(models.Model):
    """The clinics that know a patient; their staff may see the record."""

    # Found by enrolled_once, which begins with the patient.
    patient = models.ForeignKey(
        Patient, models.PROTECT, related_name="enrolments", db_index=False
    )
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="enrolments")
    at = models.DateTimeField(_("at"))
    by_id = models.BigIntegerField(_("by"), null=True)
    # Stands because a record was merged into this one, and goes when it leaves again.
    through = models.ForeignKey(
        Merge,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        db_index=False,
    )

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(fields=["patient", "clinic"], name="enrolled_once")
        ]
        indexes = [
            models.Index(
                fields=["through"],
                name="enrolled_through",
                condition=~models.Q(through=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} @ {self.clinic_id} #{self.pk}"

    @classmethod
    def welcome(
        cls, patient: Patient, clinic: Clinic, *, by: Staff, at: datetime
    ) -> "Enrolment":
        """Let one more clinic know a patient of the house."""
        enrolment, new = cls.objects.get_or_create(
            patient=patient, clinic=clinic, defaults={"at": at, "by_id": by.pk}
        )
        if enrolment.through_id:
            enrolment.through = None
            enrolment.save(update_fields=["through"])
        if new:
            book.record(
                Enrolled(patient_id=patient.pk, clinic_id=clinic.pk, at=at, by_id=by.pk)
            )
        return enrolment
