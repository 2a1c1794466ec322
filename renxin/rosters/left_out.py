"""Days on which a pattern was not laid out, as that person already works then."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.rosters.days import monday_of
from renxin.rosters.layout import AHEAD, CALLED_FOR

LEFT_OUT = """
SELECT called_for.day, called_for.staff_id, person.name, clinic.zone,
    lower(called_for.during), upper(called_for.during),
    lower(shift.during), upper(shift.during), elsewhere.short_name
FROM called_for
JOIN rosters_shift shift
    ON shift.staff_id = called_for.staff_id AND shift.during && called_for.during
    AND shift.pattern_id IS DISTINCT FROM called_for.pattern_id
JOIN staff_staff person ON person.id = called_for.staff_id
JOIN clinics_clinic clinic ON clinic.id = called_for.clinic_id
JOIN clinics_clinic elsewhere ON elsewhere.id = shift.clinic_id
WHERE lower(called_for.during) > %(at)s
    AND NOT EXISTS (
        SELECT FROM rosters_rosterchange change
        WHERE change.pattern_id = called_for.pattern_id
            AND change.laid_for = called_for.day
    )
    AND NOT EXISTS (
        SELECT FROM rosters_shift laid
        WHERE laid.pattern_id = called_for.pattern_id
            AND laid.laid_for = called_for.day
    )
ORDER BY called_for.day, person.name, called_for.pattern_id, shift.id
"""


@dataclass(frozen=True)
class LeftOut:
    """One stretch of somebody's pattern that has no shift, and what is in its way."""

    day: date
    staff_id: int
    name: str
    hours: str
    in_the_way: str
    clinic: str

    @property
    def monday(self) -> date:
        return monday_of(self.day)

    @property
    def why(self) -> str:
        said = {"hours": self.in_the_way, "clinic": self.clinic}
        return _("works at %(clinic)s %(hours)s that day") % said


def left_out(clinic: Clinic, *, at: datetime) -> list[LeftOut]:
    """In the weeks that are laid out, as it stands now; the nearest day first."""
    asked: dict[str, Any] = {"at": at, "days": AHEAD.days, "clinics": [clinic.pk]}
    with connection.cursor() as cursor:
        cursor.execute(f"{CALLED_FOR} {LEFT_OUT}", asked)
        rows = cursor.fetchall()
    return [
        LeftOut(
            day=day,
            staff_id=staff_id,
            name=name,
            hours=_hours(since, until, zone),
            in_the_way=_hours(first, last, zone),
            clinic=where,
        )
        for day, staff_id, name, zone, since, until, first, last, where in rows
    ]


def _hours(since: datetime, until: datetime, zone: str) -> str:
    """By the wall clock of the clinic whose pattern it is."""
    here = ZoneInfo(zone)
    return f"{since.astimezone(here):%H:%M}–{until.astimezone(here):%H:%M}"
