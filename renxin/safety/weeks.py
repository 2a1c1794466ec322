"""What is counted for the control charts, week by week, from Monday, at one clinic."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from renxin.clinics.models import Clinic
from renxin.safety.kinds import STRONG, Effect
from renxin.safety.limits import Sample
from renxin.safety.models import AdverseEvent, InfectionCheck, LateEffect, PainScore
from renxin.visits.models import Visit

WEEKS = 26
Counted = dict[date, int]
Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Weeks:
    """The last half-year of a clinic, the week under way left out."""

    clinic: Clinic
    first: date

    @classmethod
    def until(cls, clinic: Clinic, *, at: datetime) -> "Weeks":
        today = clinic.day_of(at)
        monday = today - timedelta(days=today.weekday())
        return cls(clinic, monday - timedelta(weeks=WEEKS))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.clinic.zone)

    @property
    def last(self) -> date:
        return self.first + timedelta(weeks=WEEKS)

    def mondays(self) -> list[date]:
        return [self.first + timedelta(weeks=week) for week in range(WEEKS)]

    def pain(self) -> list[Sample]:
        """Visits in which it hurt badly at some stage, of all visits asked."""
        asked = PainScore.objects.filter(visit__clinic=self.clinic)
        found = self._by_moment(asked, "visit__began_at")
        told = found.annotate(
            part=Count("visit", filter=Q(score__gte=STRONG), distinct=True),
            whole=Count("visit", distinct=True),
        )
        return self._samples(told)

    def checks(self) -> list[Sample]:
        """Checks in which something was not in order, of all checks."""
        found = self._by_day(InfectionCheck.objects.filter(clinic=self.clinic), "day")
        failed = Count("pk", filter=Q(remedy__isnull=False))
        return self._samples(found.annotate(part=failed, whole=Count("pk")))

    def events(self) -> list[Sample]:
        """Events and near misses, beside the visits of that week."""
        told = AdverseEvent.objects.filter(clinic=self.clinic)
        came = Visit.objects.filter(clinic=self.clinic)
        part = self._counted(self._by_day(told, "happened_on"))
        whole = self._counted(self._by_moment(came, "began_at"))
        return [Sample(part.get(day, 0), whole.get(day, 0)) for day in self.mondays()]

    def effects(self) -> list[Sample]:
        """Who still felt something, of all who were asked later."""
        asked = LateEffect.objects.filter(visit__clinic=self.clinic)
        felt = Count("pk", filter=~Q(effect=Effect.NONE))
        found = self._by_day(asked, "asked_on")
        return self._samples(found.annotate(part=felt, whole=Count("pk")))

    def _by_moment(self, rows: Rows, field: str) -> Rows:
        since, until = (
            datetime.combine(day, time(0), self.zone) for day in (self.first, self.last)
        )
        window = {f"{field}__gte": since, f"{field}__lt": until}
        return rows.filter(**window).values(week=TruncWeek(field, tzinfo=self.zone))

    def _by_day(self, rows: Rows, field: str) -> Rows:
        window = {f"{field}__gte": self.first, f"{field}__lt": self.last}
        return rows.filter(**window).values(week=TruncWeek(field))

    def _samples(self, told: Rows) -> list[Sample]:
        found = {_day(row["week"]): row for row in told.order_by()}
        none = {"part": 0, "whole": 0}
        rows = [found.get(day, none) for day in self.mondays()]
        return [Sample(row["part"], row["whole"]) for row in rows]

    def _counted(self, rows: Rows) -> Counted:
        told = rows.annotate(many=Count("pk")).order_by()
        return {_day(row["week"]): row["many"] for row in told}


def _day(week: date) -> date:
    return week.date() if isinstance(week, datetime) else week
