import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.promises.endings import label_of
from renxin.staff.models import Staff


class How(models.TextChoices):
    """How a promise can end; there is no fourth way."""

    KEPT = "KEPT", _("Kept")
    BROKEN = "BROKEN", _("Broken")
    RELEASED = "RELEASED", _("Released")


# A mistaken key may be taken back for a minute: the row goes, its history and the
# two lines of the journal stay.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Ending(models.Model):
    """How a promise ended, when, and by whom; it ends once."""

    promise = models.OneToOneField(
        "promises.Promise", models.PROTECT, related_name="ending"
    )
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ending")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how=How.KEPT) | ~models.Q(reason=""),
                name="unkept_has_a_reason",
            )
        ]
        indexes = [models.Index(fields=["by", "-at"], name="ending_by")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.how} #{self.pk}"

    def told(self) -> str:
        """How it ended in words, with what was said when something was."""
        words = label_of(self.outcome) or self.get_how_display()
        said = "" if self.reason in {"", self.outcome} else self.reason
        return f"{words}·{said}" if said else words
