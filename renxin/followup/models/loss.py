from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.kinds import Reason
from renxin.patients.models import Patient

__all__ = ["Loss", "Reason"]


class Loss(models.Model):
    """Why a patient stopped coming, as far as we learned it, and by whose word."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="losses")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="losses"
    )
    learned_on = models.DateField(_("learned on"))
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    was_told = models.BooleanField(_("the patient told us"), default=False)
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    by_id = models.BigIntegerField(_("by"), null=True)

    class Meta:
        verbose_name = _("loss")
        indexes = [
            models.Index(fields=["patient", "-learned_on"], name="loss_of_patient")
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.patient_id} #{self.pk}"
