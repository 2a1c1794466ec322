from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Chair, Clinic, Department
from renxin.rosters.spans import DateTimeTZRange
from renxin.staff.models import Staff
from renxin.staff.roles import Role


class ShiftQuerySet(models.QuerySet["Shift"]):
    def within(self, stretch: DateTimeTZRange) -> Self:
        """Those that touch a stretch of time."""
        return self.filter(during__overlap=stretch)


class Shift(models.Model):
    """A stretch of time for which somebody works at one clinic, as what."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="shifts")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="shifts")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="shifts"
    )
    chair = models.ForeignKey(
        Chair, models.PROTECT, null=True, blank=True, related_name="shifts"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    during = DateTimeRangeField(_("from and until"))

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        constraints = [
            # Nobody works at two places at once.
            ExclusionConstraint(
                name="shift_one_at_a_time",
                expressions=[("staff", "="), ("during", "&&")],
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="shift_has_length"
            ),
        ]
        indexes = [
            models.Index("clinic", models.F("during__startswith"), name="shift_begins")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} {self.during.lower:%m-%d %H:%M} #{self.pk}"
