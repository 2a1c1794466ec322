import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models.purpose import Method
from renxin.staff.models import Staff


class Withdrawal(models.Model):
    """A consent taken back: as easy as giving it, and effective at once."""

    consent = models.OneToOneField(
        "patients.Consent", models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField(_("at"))
    method = models.CharField(_("method"), max_length=8, choices=Method.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("withdrawal")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"withdrawal of {self.consent_id}"
