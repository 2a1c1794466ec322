"""Assistants to a doctor, hour by hour, against the band that is the goal.

Whoever is at work for at least half of an hour counts for it, as what their shift
says; leave that stands is taken off. Everybody at work counts for the clinic, and
those whose shift names a department for that department as well.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import connection

from renxin.clinics.models import Clinic
from renxin.rosters.days import HOUR, hours_of, whole
from renxin.rosters.models import RatioGoal
from renxin.rosters.spans import span
from renxin.rosters.verdict import OUTSIDE, Band, Verdict
from renxin.staff.roles import Role

DAYS_AHEAD = 14

THERE = """
WITH pieces AS (
    SELECT shift.department_id, shift.role, shift.staff_id, unnest(
        tstzmultirange(shift.during) - coalesce((
            SELECT range_agg(leave.during)
            FROM rosters_leave leave
            WHERE leave.staff_id = shift.staff_id AND leave.taken_back_at IS NULL
                AND leave.during && shift.during
        ), '{}')) AS during
    FROM rosters_shift shift
    WHERE shift.clinic_id = %(clinic)s
        AND lower(shift.during) >= %(first)s AND lower(shift.during) < %(last)s
        AND shift.role = ANY (%(roles)s::text[])
)
SELECT counts_for.department_id, hour, role, count(DISTINCT staff_id)
FROM pieces,
    generate_series(
        date_trunc('hour', lower(during), %(zone)s), upper(during), interval '1 hour'
    ) hour,
    LATERAL (SELECT pieces.department_id UNION SELECT NULL) counts_for
WHERE least(upper(during), hour + interval '1 hour') - greatest(lower(during), hour)
    >= interval '30 minutes'
GROUP BY counts_for.department_id, hour, role
"""


@dataclass(frozen=True)
class HourRatio:
    """One hour of a clinic, or of one of its departments."""

    hour_at: datetime
    department_id: int | None
    doctors: int
    assistants: int
    band: Band

    @property
    def verdict(self) -> Verdict:
        return self.band.verdict(self.doctors, self.assistants)

    @property
    def is_outside(self) -> bool:
        return self.verdict in OUTSIDE

    @property
    def value(self) -> Decimal | None:
        """Assistants to one doctor; none where there is no doctor."""
        return Decimal(self.assistants) / self.doctors if self.doctors else None

    @property
    def told(self) -> str:
        if self.value is None:
            return f"0:{self.assistants}"
        return f"1:{self.value:.1f}"


@dataclass(frozen=True)
class DayOutside:
    """A day still to come on which some hours are outside the band."""

    day: date
    department_id: int | None
    hours: tuple[HourRatio, ...]


def strip(clinic: Clinic, day: date) -> list[HourRatio]:
    """Every hour of a day from the first shift to the last; the whole clinic."""
    hours = [one for one in over(clinic, day, day) if one.department_id is None]
    return sorted(hours, key=lambda one: one.hour_at)


def outside(clinic: Clinic, first: date, *, days: int = DAYS_AHEAD) -> list[DayOutside]:
    """The days ahead that are worth a look, the nearest first."""
    last = first + timedelta(days=days - 1)
    found: dict[tuple[date, int], list[HourRatio]] = defaultdict(list)
    for one in over(clinic, first, last):
        if one.is_outside:
            day = clinic.day_of(one.hour_at)
            found[day, one.department_id or 0].append(one)
    return [
        DayOutside(day, department or None, tuple(hours))
        for (day, department), hours in sorted(found.items())
    ]


def over(clinic: Clinic, first: date, last: date) -> Iterator[HourRatio]:
    """Every hour of these days, of the clinic and each department: two statements."""
    goals = RatioGoal.objects.filter(clinic=clinic)
    bands = {goal.department_id: goal.band for goal in goals}
    zone = ZoneInfo(clinic.zone)
    for (department, _day), hours in _there(clinic, first, last).items():
        band = bands.get(department) or bands.get(None) or Band()
        reach = span(min(hours), max(hours) + HOUR)
        for hour in hours_of(reach, zone):
            here = hours.get(hour, {})
            doctors, assistants = (
                here.get(role, 0) for role in (Role.DOCTOR, Role.ASSISTANT)
            )
            at = hour.astimezone(zone)
            yield HourRatio(at, department, doctors, assistants, band)


There = dict[tuple[int | None, date], dict[datetime, dict[str, int]]]


def _there(clinic: Clinic, first: date, last: date) -> There:
    """How many are there, by department and day, hour and role."""
    stretch = whole(first, clinic.zone, last)
    asked = {
        "clinic": clinic.pk,
        "zone": clinic.zone,
        "first": stretch.lower,
        "last": stretch.upper,
        "roles": [Role.DOCTOR.value, Role.ASSISTANT.value],
    }
    there: There = defaultdict(lambda: defaultdict(dict))
    with connection.cursor() as cursor:
        cursor.execute(THERE, asked)
        for department, hour, role, many in cursor.fetchall():
            there[department, clinic.day_of(hour)][hour][role] = many
    return there
