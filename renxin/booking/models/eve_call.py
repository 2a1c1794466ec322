from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.models.appointment import Appointment
from renxin.promises.models import Promise

ONCE = "eve_call_once"


class EveCall(models.Model):
    """Nobody confirmed by the eve, so the front desk owes the patient a call."""

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="eve_calls"
    )
    # The time that was to be confirmed; moved, it is asked for anew.
    starts_at = models.DateTimeField(_("starts at"))
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="eve_call")

    class Meta:
        verbose_name = _("call on the eve")
        constraints = [
            models.UniqueConstraint(fields=["appointment", "starts_at"], name=ONCE)
        ]

    def __str__(self) -> str:
        return f"for {self.appointment_id}"
