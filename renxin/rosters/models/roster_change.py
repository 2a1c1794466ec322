from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.rosters.models.pattern import Pattern
from renxin.staff.models import Staff


class What(models.TextChoices):
    """What was done to one day's shift by hand."""

    ADDED = "ADDED", _("Added")
    CHANGED = "CHANGED", _("Changed")
    DROPPED = "DROPPED", _("Dropped")
    SWAPPED = "SWAPPED", _("Swapped")


class RosterChange(models.Model):
    """One day's shift was added, changed, dropped or swapped by hand, and why.

    What was changed by hand is never overwritten when the weeks are laid out.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="roster_changes")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    what = models.CharField(_("what"), max_length=8, choices=What.choices)
    # The pattern and its day that the shift was laid out from, if it was.
    pattern = models.ForeignKey(
        Pattern, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    laid_for = models.DateField(_("laid out for"), null=True, blank=True)
    was = DateTimeRangeField(_("was"), null=True, blank=True)
    now = DateTimeRangeField(_("is now"), null=True, blank=True)
    instead = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(_("why"), max_length=120, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("roster change")
        indexes = [
            models.Index(
                fields=["pattern", "laid_for"],
                name="roster_change_of_pattern",
                condition=models.Q(pattern__isnull=False),
            ),
            models.Index(fields=["clinic", "-at"], name="roster_change_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.what} #{self.pk}"
