from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.promises.models.promise import Promise
from renxin.staff.models import Staff


class Deferral(models.Model):
    """A promise moved to another time, with the reason; nobody answered, say."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="deferrals")
    was_due_at = models.DateTimeField(_("was due by"))
    due_at = models.DateTimeField(_("now due by"))
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("deferral")

    def __str__(self) -> str:
        return f"deferral of {self.promise_id} #{self.pk}"
