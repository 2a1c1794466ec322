import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.duty_done import DutyDone


class DutyTakenBack(models.Model):
    """A duty was ticked by mistake: it is owed again, and what was said stays there."""

    done = models.OneToOneField(
        DutyDone, models.PROTECT, primary_key=True, related_name="taken_back"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("duty taken back")
        triggers = [pgtrigger.Protect(name="duty_taken_back_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"back: {self.done_id}"
