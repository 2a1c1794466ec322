"""The steps that are due, and on which days a clinic can take them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db import connection

from renxin.clinics import opening
from renxin.clinics.models import Clinic
from renxin.protocols import ahead
from renxin.protocols.ahead import Ahead
from renxin.protocols.planning import timed

AT_ONCE = 5000
MORNING = time(9)
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """One step of one patient, and whether another protocol speaks to them first."""

    enrolment_id: int
    patient_id: int
    clinic_id: int
    anchor: str
    anchor_id: int
    comes_at: datetime | None
    step_id: int
    working_days: bool
    always_goes: bool
    closes: datetime
    is_on: bool
    waits: bool

    @property
    def of(self) -> Ahead | None:
        """What was agreed, where the step counts back from that."""
        return ahead.known.get(self.anchor) if self.comes_at else None


def due(*, at: datetime) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"at": at, "most": AT_ONCE})
        return [Due(*row) for row in cursor.fetchall()]


class Days:
    """When a clinic is next there for somebody; each is asked once a run."""

    def __init__(self, clinics: dict[int, Clinic], *, at: datetime) -> None:
        self.clinics, self.at = clinics, at
        self._open: dict[int, datetime] = {}

    def tomorrow(self, clinic_id: int) -> datetime:
        clinic = self.clinics[clinic_id]
        return _morning(clinic.day_of(self.at) + timedelta(days=1), clinic)

    def open_from(self, clinic_id: int) -> datetime:
        """Now, or the morning of the next day the clinic is open."""
        if clinic_id not in self._open:
            self._open[clinic_id] = self._first_open(self.clinics[clinic_id])
        return self._open[clinic_id]

    def _first_open(self, clinic: Clinic) -> datetime:
        today = clinic.day_of(self.at)
        hours = opening.hours(clinic, today, today + AHEAD)
        # Where nobody said when a clinic is open, it is taken to be.
        days = [day for day, open_then in hours.items() if open_then != []]
        if not days or days[0] == today:
            return self.at
        return _morning(days[0], clinic)


def _morning(day: date, clinic: Clinic) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(clinic.zone))


@cache
def _statement() -> str:
    return timed.statement("due.sql")
