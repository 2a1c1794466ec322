import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import WhyWaived
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.duty import Duty
from renxin.visits.models.stage_entry import StageEntry


class DutyWaived(models.Model):
    """A duty was left out for a patient at a station, and why."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="duties_waived")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="waived")
    why = models.CharField(_("why"), max_length=12, choices=WhyWaived.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("duty left out")
        constraints = [
            models.UniqueConstraint(fields=["entry", "duty"], name="duty_waived_once"),
            models.CheckConstraint(
                condition=~models.Q(why="OTHER") | ~models.Q(note=""),
                name="duty_waived_with_a_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="duty_waived_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.duty_id} for {self.entry_id}"
