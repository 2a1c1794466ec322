from datetime import datetime

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.facts import NeedTold
from renxin.followup.models.line_start import STAYS
from renxin.followup.refusals import WhyMissing
from renxin.journal import book
from renxin.patients.models import Patient
from renxin.patients.models.patient import Need
from renxin.staff.models import Staff


class NeedSaid(models.Model):
    """What somebody comes for, by the word of a clinician, which goes first."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="needs_said")
    need = models.CharField(_("need"), max_length=10, choices=Need)
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("need as said")
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="need_with_why")
        ]
        indexes = [models.Index(fields=["patient", "-at"], name="need_of_patient")]
        triggers = [pgtrigger.Protect(name="need_said_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.need} of {self.patient_id}"

    @classmethod
    def say(
        cls,
        patient: Patient,
        need: str,
        why: str,
        *,
        clinic: Clinic,
        by: Staff,
        at: datetime,
    ) -> "NeedSaid":
        """The last word counts; the earlier ones stay."""
        if not why.strip():
            raise WhyMissing
        told = {"need": need, "why": why.strip()[:200], "by": by, "at": at}
        said = cls.objects.create(patient=patient, **told)
        heads = {"patient_id": patient.pk, "clinic_id": clinic.pk}
        book.record(NeedTold(at=at, by_id=by.pk, need=need, **heads))
        return said
