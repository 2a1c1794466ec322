from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import As
from renxin.booking.models.resource import Resource
from renxin.rosters.spans import DateTimeTZRange


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def within(self, stretch: DateTimeTZRange) -> Self:
        return self.filter(during__overlap=stretch)

    def not_lapsed(self, *, at: datetime) -> Self:
        """But what a request holds whose time is over: whoever comes next has it."""
        return self.exclude(appointment__held_until__lte=at)


class Occupation(models.Model):
    """A stretch of time for which a resource is taken, and by what.

    It stands while the time is taken and goes when it is given back; what was
    taken before is told by the Rebooking, the Outcome and the journal.
    """

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="occupations")
    appointment = models.ForeignKey(
        "booking.Appointment", models.CASCADE, null=True, related_name="occupations"
    )
    taken_as = models.CharField(
        _("as what"), max_length=10, choices=As.choices, blank=True
    )
    # Upkeep of a device, a meeting: taken, but not by a patient.
    purpose = models.CharField(_("kept for"), max_length=80, blank=True)
    during = DateTimeRangeField(_("from and until"))
    # The usual lane is nought; whatever is booked over another gets one beside it.
    lane = models.PositiveSmallIntegerField(_("lane"), default=0)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation")
        constraints = [
            # The backstop: locks in `taking` come first, so nobody waits for it.
            ExclusionConstraint(
                name="nothing_taken_twice",
                expressions=[("resource", "="), ("during", "&&"), ("lane", "=")],
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="occupation_has_length"
            ),
            models.CheckConstraint(
                condition=models.Q(appointment__isnull=False) ^ ~models.Q(purpose=""),
                name="occupation_is_for_something",
            ),
        ]
        indexes = [
            # The days of a search, read in one go.
            models.Index(
                models.F("during__startswith"), "resource", name="occupation_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.during.lower:%m-%d %H:%M} #{self.pk}"
