from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import EXCUSED, How, Why
from renxin.staff.models import Staff


class Outcome(models.Model):
    """How an appointment ended, once, and when that became known."""

    appointment = models.OneToOneField(
        "booking.Appointment", models.CASCADE, related_name="outcome", primary_key=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=How.choices)
    at = models.DateTimeField(_("at"))
    # Nobody of ours where the patient did it, or another system told us.
    by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(_("why"), max_length=12, choices=Why.choices, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("appointment outcome")

    def __str__(self) -> str:
        return f"{self.kind} of {self.appointment_id}"

    def is_excused(self) -> bool:
        return self.why in EXCUSED
