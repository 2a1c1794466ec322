from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.feedback.models.answer import ServiceElement
from renxin.patients.models import Patient


class Kind(models.TextChoices):
    """Which clock the law sets: at once, five working days, or ten."""

    SPOT = "SPOT", _("Solved on the spot")
    COMPLEX = "COMPLEX", _("Needs looking into")
    MULTI = "MULTI", _("Several departments")


class Complaint(models.Model):
    """A patient's second chance to us: what they said, and what became of it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="complaints")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, blank=True)
    element = models.CharField(
        _("element"), max_length=13, choices=ServiceElement.choices, blank=True
    )
    what = models.TextField(_("what they said"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    was_satisfied = models.BooleanField(_("satisfied"), null=True, blank=True)

    class Meta:
        verbose_name = _("complaint")
        indexes = [
            models.Index(
                fields=["patient", "-received_at"], name="complaint_of_patient"
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.received_at:%Y-%m-%d} #{self.pk}"
