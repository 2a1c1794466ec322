from typing import Self

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.rosters.spans import DateTimeTZRange
from renxin.staff.models import Staff


class Kind(models.TextChoices):
    """Why somebody is away; the patients are only told that they are."""

    ANNUAL = "ANNUAL", _("Annual leave")
    ILLNESS = "ILLNESS", _("Illness")
    COURSE = "COURSE", _("Course or congress")
    PERSONAL = "PERSONAL", _("Personal matters")
    OTHER = "OTHER", _("Other reason")


class LeaveQuerySet(models.QuerySet["Leave"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)

    def within(self, stretch: DateTimeTZRange) -> Self:
        return self.filter(during__overlap=stretch)


class Leave(models.Model):
    """A stretch of time in which somebody does not work, whatever their shifts say."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="leaves")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    during = DateTimeRangeField(_("from and until"))
    note = models.CharField(_("note"), max_length=120, blank=True)
    at = models.DateTimeField(_("entered at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="leave_has_length"
            )
        ]
        indexes = [
            GistIndex(
                fields=["staff", "during"],
                name="leave_standing",
                condition=models.Q(taken_back_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind} {self.during.lower:%m-%d} #{self.pk}"
