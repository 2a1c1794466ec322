import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.models.line_start import STAYS


class LineCount(models.Model):
    """How the line stood at a clinic on a morning: counted once a day, and kept."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="line_counts")
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))
    ahead = models.PositiveIntegerField(_("something stands ahead"))
    explained = models.PositiveIntegerField(_("nothing, for a coded reason"))
    held_out = models.PositiveIntegerField(_("held out of a trial"), default=0)
    broken = models.PositiveIntegerField(_("broken"))
    # Has died, or asked us to stop using the record: not ours to follow up.
    aside = models.PositiveIntegerField(_("not counted"))
    unowned = models.PositiveIntegerField(_("overdue without an owner"))
    unreachable = models.PositiveIntegerField(_("overdue without a number"))
    unheard = models.PositiveIntegerField(_("overdue without a word"))

    class Meta:
        verbose_name = _("count of the line")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "day"], name="counted_once_a_day")
        ]
        triggers = [pgtrigger.Protect(name="line_count_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.clinic_id} on {self.day}"

    @property
    def whole(self) -> int:
        return self.ahead + self.explained + self.held_out + self.broken

    @property
    def loose(self) -> int:
        return self.unowned + self.unreachable + self.unheard
