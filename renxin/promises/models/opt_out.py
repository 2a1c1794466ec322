from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient


class OptOut(models.Model):
    """A patient asked not to be called; nobody rings until they say otherwise."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="opt_outs")
    promise = models.OneToOneField(
        "promises.Promise", models.PROTECT, related_name="opt_out"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opt-out")

    def __str__(self) -> str:
        return f"opt-out of {self.patient_id} #{self.pk}"
