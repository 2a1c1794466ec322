from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class DoctorChosen(Fact):
    """From now on this doctor stays with the patient."""

    name = "patients.doctor_chosen"
    title = _("Doctor of record chosen")
    icon = "tooth"
    by_patient = True

    doctor: str

    def telling(self) -> str:
        return self.doctor


class DoctorOfRecordQuerySet(models.QuerySet["DoctorOfRecord"]):
    def of(self, record_ids: Collection[int]) -> "DoctorOfRecord | None":
        """Whoever was chosen last, over all the records of one person."""
        chosen = self.filter(patient__in=record_ids).select_related("doctor")
        return chosen.order_by("-since_at", "-pk").first()


class DoctorOfRecord(models.Model):
    """The doctor who stays with a patient; the choice is the patient's."""

    patient = models.ForeignKey(
        Patient, models.PROTECT, related_name="doctors_of_record"
    )
    doctor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    since_at = models.DateTimeField(_("since"))
    # Where the house only proposed somebody, the patient has not chosen yet.
    is_chosen_by_patient = models.BooleanField(_("chosen by the patient"), default=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = DoctorOfRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("doctor of record")
        indexes = [
            models.Index(fields=["patient", "-since_at"], name="doctor_of_record")
        ]

    def __str__(self) -> str:
        return f"{self.doctor_id} of {self.patient_id} #{self.pk}"

    @classmethod
    def choose(
        cls,
        patient: Patient,
        doctor: Staff,
        *,
        is_chosen_by_patient: bool = True,
        by: Staff | None,
        at: datetime,
    ) -> "DoctorOfRecord":
        """Write the choice down; whoever was chosen before is history."""
        chosen = cls.objects.create(
            patient=patient,
            doctor=doctor,
            since_at=at,
            is_chosen_by_patient=is_chosen_by_patient,
            by=by,
        )
        told = DoctorChosen(
            patient_id=patient.pk,
            doctor=doctor.name,
            at=at,
            by_id=by.pk if by else None,
        )
        book.record(told)
        return chosen
