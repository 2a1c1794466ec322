from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Chair, Clinic
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.models.station import Station


class StageEntryQuerySet(models.QuerySet["StageEntry"]):
    def current(self) -> Self:
        """Where people are now."""
        return self.filter(left_at=None)

    def waiting(self) -> Self:
        """Nobody is with them yet."""
        return self.current().filter(begun_at=None)

    def at(self, clinic: Clinic) -> Self:
        return self.filter(visit__clinic=clinic)

    def for_doctor(self, doctor: int | None) -> Self:
        """Those who wait for this doctor, and those who wait for whoever is free."""
        mine = models.Q(visit__doctor=doctor) | models.Q(visit__doctor=None)
        return self.filter(mine) if doctor else self.filter(visit__doctor=None)


class StageEntry(models.Model):
    """One step of a visit: sent there, called, somebody with them, and gone on."""

    visit = models.ForeignKey(
        "visits.Visit", models.PROTECT, related_name="stage_entries"
    )
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    entered_at = models.DateTimeField(_("sent there at"))
    sent_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(_("called at"), null=True, blank=True)
    called_to = models.ForeignKey(
        Chair, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField(_("somebody with them since"), null=True)
    begun_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_at = models.DateTimeField(_("went on at"), null=True, blank=True)

    objects = StageEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a visit")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                condition=models.Q(left_at=None),
                name="at_one_station_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None)
                | models.Q(left_at__gte=models.F("entered_at")),
                name="step_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(begun_at=None, begun_by=None)
                | models.Q(begun_at__isnull=False),
                name="step_begun_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["station"],
                name="step_current",
                condition=models.Q(left_at=None),
            ),
            models.Index(fields=["visit", "entered_at"], name="step_of_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.visit_id}"

    @property
    def place(self) -> str:
        return self.station.name if self.station else str(Stage(self.stage).label)

    def waited(self, *, at: datetime) -> timedelta:
        """How long they waited there, or have waited so far."""
        return (self.begun_at or self.left_at or at) - self.entered_at
