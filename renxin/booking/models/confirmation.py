from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import Way
from renxin.staff.models import Staff


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
