from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Way(models.TextChoices):
    """How we learned of it."""

    DESK = "DESK", _("At the desk")
    PHONE = "PHONE", _("By phone")
    PORTAL = "PORTAL", _("By the patient's phone page")
    MESSAGE = "MESSAGE", _("By an answer to a message")


class Confirmation(models.Model):
    """The patient said they will come."""

    appointment = models.ForeignKey(
        "booking.Appointment", models.CASCADE, related_name="confirmations"
    )
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("confirmation")

    def __str__(self) -> str:
        return f"{self.way} of {self.appointment_id}"
