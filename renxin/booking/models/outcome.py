from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Kind(models.TextChoices):
    """How an appointment ended; a cancelling clinic never counts against a patient."""

    KEPT = "KEPT", _("Came")
    NO_SHOW = "NO_SHOW", _("No-show")
    CANCELLED_BY_PATIENT = "CANCELLED_BY_PATIENT", _("Cancelled by the patient")
    CANCELLED_BY_CLINIC = "CANCELLED_BY_CLINIC", _("Cancelled by the clinic")
    LAPSED = "LAPSED", _("Request lapsed")


class Why(models.TextChoices):
    """Why it was cancelled or missed; some reasons excuse."""

    TIME = "TIME", _("The time did not suit")
    ILL = "ILL", _("Ill, or the child is")
    TRANSPORT = "TRANSPORT", _("Could not get here")
    COST = "COST", _("The cost")
    FEAR = "FEAR", _("Afraid of it")
    ELSEWHERE = "ELSEWHERE", _("Went elsewhere")
    BETTER = "BETTER", _("Feels better")
    DOCTOR_AWAY = "DOCTOR_AWAY", _("The doctor is away")
    DEVICE = "DEVICE", _("A device or room is out of use")
    MISTAKE = "MISTAKE", _("Booked by mistake")
    FORGOT = "FORGOT", _("Forgot")
    UNKNOWN = "UNKNOWN", _("Not said")


# Illness, transport and our own doing are not held against anyone.
EXCUSED = frozenset({Why.ILL, Why.TRANSPORT, Why.DOCTOR_AWAY, Why.DEVICE, Why.MISTAKE})


class Outcome(models.Model):
    """How an appointment ended, once, and when that became known."""

    appointment = models.OneToOneField(
        "booking.Appointment", models.CASCADE, related_name="outcome", primary_key=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
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
