from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Overbooking(models.Model):
    """Somebody permitted booked over what stood there, and said why."""

    appointment = models.ForeignKey(
        "booking.Appointment", models.CASCADE, related_name="overbookings"
    )
    reason = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("overbooking")

    def __str__(self) -> str:
        return f"of {self.appointment_id} #{self.pk}"
