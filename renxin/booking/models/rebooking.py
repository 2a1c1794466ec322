from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import Asked
from renxin.staff.models import Staff


class Rebooking(models.Model):
    """An appointment was moved: from when and whom, at whose wish."""

    appointment = models.ForeignKey(
        "booking.Appointment", models.CASCADE, related_name="rebookings"
    )
    was_at = models.DateTimeField(_("was at"))
    was_minutes = models.PositiveSmallIntegerField(_("was minutes"), null=True)
    was_doctor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(_("at whose wish"), max_length=8, choices=Asked.choices)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("rebooking")

    def __str__(self) -> str:
        return f"of {self.appointment_id} from {self.was_at:%m-%d %H:%M}"
