import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Report(models.Model):
    """What the other side found, and what should happen next."""

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="report"
    )
    found = models.TextField(_("findings"))
    advice = models.TextField(_("what next"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = models.Manager["Report"]()

    class Meta:
        verbose_name = _("report back")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(found="") & ~models.Q(advice=""),
                name="report_says_what_and_what_next",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
