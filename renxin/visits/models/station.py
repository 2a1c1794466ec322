from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic, Department
from renxin.desk.models import Versioned
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.refusals import NameTaken, NotAStation, PeopleInside
from renxin.visits.station_facts import (
    StationClosed,
    StationMoved,
    StationReopened,
    StationSet,
)


class StationQuerySet(models.QuerySet["Station"]):
    def at(self, clinic: Clinic) -> Self:
        return self.filter(clinic=clinic).order_by("position", "pk")

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_stage(
        self, stage: Stage, department: int | None = None
    ) -> "Station | None":
        """The department's own station for a stage, or the one of the whole house."""
        own = models.Q(department=department) | models.Q(department=None)
        return self.open().filter(own, stage=stage).order_by("department").first()


@pghistory.track()
class Station(Versioned):
    """A place on a patient's way through the house, and how long to wait there."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="stations")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="stations"
    )
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    name = models.CharField(_("its name"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))
    goal_minutes = models.PositiveSmallIntegerField(_("wait at most, minutes"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = _("station")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "department", "name"],
                name="station_name_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def goal(self) -> timedelta:
        return timedelta(minutes=self.goal_minutes)

    def check_for(self, clinic_id: int) -> None:
        """Refuse a station nobody can be sent to from there."""
        if self.clinic_id != clinic_id:
            raise NotAStation.elsewhere(self.name, self.clinic.short_name)
        if self.closed_at:
            raise NotAStation.closed(self.name)

    @transaction.atomic
    def keep(self, *, by: Staff, at: datetime) -> None:
        """Write it down as it is now; a new one comes last."""
        if not self.position:
            last = Station.objects.filter(clinic=self.clinic_id)
            self.position = (last.aggregate(m=models.Max("position"))["m"] or 0) + 1
        taken = NameTaken.named(self.name)
        with refusing({"station_name_once": lambda: taken}):
            self.save()
        told = {"stage": self.stage, "goal_minutes": self.goal_minutes}
        self._record(StationSet, by=by, at=at, **told)

    @transaction.atomic
    def change_places(self, steps: int, *, by: Staff, at: datetime) -> None:
        """One place up or down the way through the house."""
        row = list(Station.objects.at(self.clinic).select_for_update(of=("self",)))
        here = next(place for place, one in enumerate(row) if one.pk == self.pk)
        there = min(max(here + steps, 0), len(row) - 1)
        row.insert(there, row.pop(here))
        for position, one in enumerate(row, 1):
            one.position = position
        Station.objects.bulk_update(row, ["position"])
        if there != here:
            self._record(StationMoved, by=by, at=at, position=there + 1)

    @transaction.atomic
    def close(self, *, by: Staff, at: datetime) -> None:
        """Nobody is sent there any more; whoever is there is handed over first."""
        self._have()
        inside = self.entries.filter(left_at=None).count()
        if inside:
            raise PeopleInside.counted(self.name, inside)
        if self.closed_at is None:
            self.closed_at, self.closed_by = at, by
            self.save(update_fields=["closed_at", "closed_by"])
            self._record(StationClosed, by=by, at=at)

    @transaction.atomic
    def reopen(self, *, by: Staff, at: datetime) -> None:
        self._have()
        if self.closed_at:
            self.closed_at = self.closed_by = None
            self.save(update_fields=["closed_at", "closed_by"])
            self._record(StationReopened, by=by, at=at)

    def _record(
        self, fact: type[Fact], *, by: Staff, at: datetime, **told: Any
    ) -> None:
        whose: dict[str, Any] = {
            "at": at,
            "by_id": by.pk,
            "clinic_id": self.clinic_id,
            "station_id": self.pk,
            "station": self.name,
        }
        book.record(fact(**whose, **told))

    def _have(self) -> None:
        """Who sends somebody there holds the row too; neither misses the other."""
        held = Station.objects.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=held)


# The way through a house that has not said otherwise: stage, name, minutes to wait.
USUAL: Iterable[tuple[Stage, int]] = (
    (Stage.GREETING, 3),
    (Stage.CONSULTATION, 15),
    (Stage.EXAMINATION, 10),
    (Stage.DIAGNOSIS, 10),
    (Stage.TREATMENT, 15),
    (Stage.PHARMACY, 10),
    (Stage.CASHIER, 5),
    (Stage.BACK_TO_DOCTOR, 10),
)


def furnish(clinic: Clinic) -> Station | None:
    """Give a clinic that has no stations the usual ones; the one to greet at."""
    if clinic.stations.exists():
        return None
    made = Station.objects.bulk_create(
        Station(
            clinic=clinic,
            stage=stage,
            name=str(stage.label),
            position=position,
            goal_minutes=minutes,
        )
        for position, (stage, minutes) in enumerate(USUAL, 1)
    )
    return made[0]
