from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient


class Introduction(models.Model):
    """A patient who brought another; thanked in words, never paid."""

    by_patient = models.ForeignKey(
        Patient, models.PROTECT, related_name="introductions_made"
    )
    patient = models.ForeignKey(
        Patient, models.PROTECT, related_name="introductions_received"
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("introduction")
        constraints = [
            models.UniqueConstraint(
                fields=["by_patient", "patient"], name="introduced_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(by_patient=models.F("patient")),
                name="not_introduced_by_self",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_patient_id} brought {self.patient_id} #{self.pk}"
