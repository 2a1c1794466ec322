import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.models import Appointment
from renxin.promises.models import Promise
from renxin.referrals.kinds import Instead, Why
from renxin.staff.models import Staff


class Decline(models.Model):
    """The other side's no: why, and what happens with the patient instead."""

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="decline"
    )
    why = models.CharField(_("why"), max_length=12, choices=Why.choices)
    words = models.CharField(_("in words"), max_length=200)
    # Exactly one of the three: nobody is sent back to nothing.
    onward = models.OneToOneField(
        "referrals.Referral",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instead_of",
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = models.Manager["Decline"]()

    class Meta:
        verbose_name = _("refusal of a referral")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words=""), name="decline_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(onward__isnull=False, appointment=None, promise=None)
                | models.Q(onward=None, appointment__isnull=False, promise=None)
                | models.Q(onward=None, appointment=None, promise__isnull=False),
                name="decline_has_one_next_step",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def instead(self) -> Instead:
        if self.onward_id:
            return Instead.ONWARD
        return Instead.EXPECTED if self.appointment_id else Instead.PROMISED
