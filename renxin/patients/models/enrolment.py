from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models.patient import Patient


class Enrolment(models.Model):
    """The clinics that know a patient; their staff may see the record."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="enrolments")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="enrolments")
    at = models.DateTimeField(_("at"))
    by_id = models.BigIntegerField(_("by"), null=True)

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(fields=["patient", "clinic"], name="enrolled_once")
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} @ {self.clinic_id} #{self.pk}"
