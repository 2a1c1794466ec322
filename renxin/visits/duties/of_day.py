"""How much of what was owed at each station of a clinic was done on a day."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from renxin.clinics.models import Clinic
from renxin.visits.duties.owed import OWED
from renxin.visits.models import Station

# Of everybody who has left a station of the clinic on the day.
OF_DAY = """
SELECT station_id, count(done_at), count(*) FILTER (WHERE waived), count(*)
FROM {owed} owed
WHERE clinic_id = %s AND day = %s AND left_at IS NOT NULL AND station_id IS NOT NULL
GROUP BY station_id
"""


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
        cursor.execute(OF_DAY.format(owed=OWED), [clinic.pk, day])
        counted = {station: rest for station, *rest in cursor.fetchall()}
    return [
        Completion(station, *counted.get(station.pk, (0, 0, 0)))
        for station in Station.objects.at(clinic).filter(pk__in=counted)
    ]
