import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import DoctorStep
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.stage_entry import StageEntry


class StepTaken(models.Model):
    """The doctor began one of the six steps; it lasts until the next one begins."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="steps_taken")
    step = models.CharField(_("step"), max_length=10, choices=DoctorStep.choices)
    begun_at = models.DateTimeField(_("begun at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("step taken")
        indexes = [models.Index(fields=["entry", "begun_at"], name="step_taken_in")]
        triggers = [pgtrigger.Protect(name="step_taken_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.step} in {self.entry_id}"
