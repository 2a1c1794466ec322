from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import Door
from renxin.staff.models import Staff


class Arrival(models.Model):
    """The patient is here for an appointment."""

    appointment = models.OneToOneField(
        "booking.Appointment", models.CASCADE, related_name="arrival", primary_key=True
    )
    door = models.CharField(_("how"), max_length=6, choices=Door.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("arrival")

    def __str__(self) -> str:
        return f"for {self.appointment_id} at {self.at:%m-%d %H:%M}"
