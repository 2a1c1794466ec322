import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.staff.roles import Role


class Handover(models.Model):
    """A promise given by one pair of hands to another, so that it is never in none."""

    promise = models.ForeignKey(
        "promises.Promise", models.PROTECT, related_name="handovers"
    )
    from_owner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    from_role = models.CharField(
        _("from the role"), max_length=16, choices=Role.choices, blank=True
    )
    to_owner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    to_role = models.CharField(
        _("to the role"), max_length=16, choices=Role.choices, blank=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("handover")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"handover of {self.promise_id} #{self.pk}"
