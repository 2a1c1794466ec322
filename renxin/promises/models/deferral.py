import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff


class Deferral(models.Model):
    """A promise moved to another time, with the reason; nobody answered, say."""

    promise = models.ForeignKey(
        "promises.Promise", models.PROTECT, related_name="deferrals"
    )
    was_due_at = models.DateTimeField(_("was due by"))
    due_at = models.DateTimeField(_("now due by"))
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("deferral")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"deferral of {self.promise_id} #{self.pk}"
