from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import Turn, WhyTurned
from renxin.visits.models.stage_entry import StageEntry


class Reordering(models.Model):
    """A turn that was moved by hand: by whom and why, for all to see and to count."""

    entry = models.ForeignKey(StageEntry, models.PROTECT, related_name="reorderings")
    turn = models.CharField(_("turn"), max_length=8, choices=Turn.choices)
    why = models.CharField(_("why"), max_length=12, choices=WhyTurned.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("turn moved by hand")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why="OTHER") | ~models.Q(note=""),
                name="turn_moved_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["at"], name="turn_moved_at")]

    def __str__(self) -> str:
        return f"{self.turn} {self.entry_id}"
