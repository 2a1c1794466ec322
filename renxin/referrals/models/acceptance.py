import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Acceptance(models.Model):
    """The other side's yes: who will see the patient."""

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="acceptance"
    )
    doctor = models.ForeignKey(Staff, models.PROTECT, related_name="accepted_referrals")
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = models.Manager["Acceptance"]()

    class Meta:
        verbose_name = _("acceptance")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
