from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.duty import Duty
from renxin.visits.models.stage_entry import StageEntry


class DutyDoneQuerySet(models.QuerySet["DutyDone"]):
    def standing(self) -> Self:
        """What was not taken back."""
        return self.filter(taken_back=None)


class DutyDone(models.Model):
    """A duty was done for a patient at a station: by whom, and what they understood."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="duties_done")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="done")
    # Said back by the patient: what nobody says back was not explained.
    understood = models.CharField(_("in their own words"), max_length=300, blank=True)
    # Done again after it was taken back, it is the second time.
    nth = models.PositiveSmallIntegerField(_("which time"), default=1)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = DutyDoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty done")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "duty", "nth"], name="duty_done_once"
            )
        ]
        triggers = [pgtrigger.Protect(name="duty_done_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.duty_id} for {self.entry_id}"
