import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.roles import Role


class Escalation(models.Model):
    """A late promise shown to the next person up, so that it is not forgotten."""

    promise = models.ForeignKey(
        "promises.Promise", models.PROTECT, related_name="escalations"
    )
    to_role = models.CharField(_("to"), max_length=16, choices=Role.choices)
    level = models.PositiveSmallIntegerField(_("level"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("escalation")
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "level"], name="escalated_once_a_level"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"escalation of {self.promise_id} to {self.to_role}"
