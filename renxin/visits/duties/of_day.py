"""How much of what was owed at each station of a clinic was done on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection

from renxin.clinics.models import Clinic
from renxin.visits.models import Station


@dataclass(frozen=True)
class Completion:
    """A station's day: done and left out with a reason, of all that was owed."""

    station: Station
    part: int
    left_out: int
    whole: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None


def of_day(clinic: Clinic, day: date) -> list[Completion]:
    with connection.cursor() as cursor:
        cursor.execute(_query(), [clinic.pk, day])
        counted = {station: rest for station, *rest in cursor.fetchall()}
    return [
        Completion(station, *counted.get(station.pk, (0, 0, 0)))
        for station in Station.objects.at(clinic).filter(pk__in=counted)
    ]


@cache
def _query() -> str:
    return Path(__file__).with_name("of_day.sql").read_text("utf-8")
