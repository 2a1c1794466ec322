import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.referrals.kinds import Gone
from renxin.staff.models import Staff


class Retraction(models.Model):
    """A referral taken back before the patient was seen, and why."""

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, related_name="retraction"
    )
    why = models.CharField(_("why"), max_length=10, choices=Gone.choices)
    words = models.CharField(_("in words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    # Nobody by name where the house learned of a death.
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = models.Manager["Retraction"]()

    class Meta:
        verbose_name = _("taking back of a referral")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
