from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.models.appointment import Appointment


class Kind(models.TextChoices):
    """How an appointment ended; a cancelling clinic never counts against a patient."""

    KEPT = "KEPT", _("Came")
    NO_SHOW = "NO_SHOW", _("No-show")
    CANCELLED_BY_PATIENT = "CANCELLED_BY_PATIENT", _("Cancelled by the patient")
    CANCELLED_BY_CLINIC = "CANCELLED_BY_CLINIC", _("Cancelled by the clinic")


class Outcome(models.Model):
    """How an appointment ended, and when that became known."""

    appointment = models.OneToOneField(
        Appointment, models.CASCADE, related_name="outcome", primary_key=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("appointment outcome")

    def __str__(self) -> str:
        return f"{self.kind} of {self.appointment_id}"
