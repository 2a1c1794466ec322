import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.models import Visit


class Seen(models.Model):
    """The patient was seen by whoever was asked, or by a colleague of theirs."""

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="seen"
    )
    doctor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    # What told it, where nobody had to: they were with that doctor on this visit.
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = models.Manager["Seen"]()

    class Meta:
        verbose_name = _("seen on referral")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
