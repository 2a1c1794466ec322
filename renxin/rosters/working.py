"""When people are at work: their shifts, less the leave that stands.

One row a person, clinic and day (the clinic's own day). `WORKING` is the statement
itself, for whoever wants it within a larger one; `working` runs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from renxin.clinics.models import Clinic
from renxin.rosters.spans import DateTimeTZRange, span
from renxin.staff.models import Staff

# Columns: staff_id, clinic_id, day, roles text[], department_ids bigint[],
# during tstzmultirange (joined where shifts touch; never empty).
# Parameters: clinics bigint[], staff bigint[] (null: everybody), stretch tstzrange.
# What reaches out of the stretch is cut off at its ends.
WORKING = """
SELECT staff_id, clinic_id, day, roles, department_ids, during
FROM (
    SELECT
        at_work.staff_id, clinic_id, day, roles, department_ids,
        (at_work.during - coalesce(away.during, '{}'))
            * tstzmultirange(%(stretch)s::tstzrange) AS during
    FROM (
        SELECT
            shift.staff_id, shift.clinic_id,
            (lower(shift.during) AT TIME ZONE clinic.zone)::date AS day,
            array_agg(DISTINCT shift.role) AS roles,
            array_agg(DISTINCT shift.department_id)
                FILTER (WHERE shift.department_id IS NOT NULL) AS department_ids,
            range_agg(shift.during) AS during
        FROM rosters_shift shift
        JOIN clinics_clinic clinic ON clinic.id = shift.clinic_id
        WHERE shift.during && %(stretch)s::tstzrange
            AND shift.clinic_id = ANY (%(clinics)s::bigint[])
            AND (%(staff)s::bigint[] IS NULL
                 OR shift.staff_id = ANY (%(staff)s::bigint[]))
        GROUP BY 1, 2, 3
    ) at_work
    LEFT JOIN (
        SELECT staff_id, range_agg(during) AS during
        FROM rosters_leave
        WHERE taken_back_at IS NULL AND during && %(stretch)s::tstzrange
        GROUP BY 1
    ) away ON away.staff_id = at_work.staff_id
) left_over
WHERE NOT isempty(during)
"""
IN_ORDER = f"{WORKING} ORDER BY day, staff_id, clinic_id"


@dataclass(frozen=True)
class Working:
    """One person's time at one clinic on one of its days."""

    staff_id: int
    clinic_id: int
    day: date
    roles: tuple[str, ...]
    department_ids: tuple[int, ...]
    spans: tuple[DateTimeTZRange, ...]


def working(
    stretch: DateTimeTZRange,
    *,
    clinics: Iterable[Clinic],
    staff: Iterable[Staff] | None = None,
) -> list[Working]:
    """Who is at work within the stretch, in one statement however many they are."""
    asked = {
        "stretch": stretch,
        "clinics": [clinic.pk for clinic in clinics],
        "staff": None if staff is None else [one.pk for one in staff],
    }
    with connection.cursor() as cursor:
        cursor.execute(IN_ORDER, asked)
        rows = cursor.fetchall()
    return [
        Working(
            staff_id=staff_id,
            clinic_id=clinic_id,
            day=day,
            roles=tuple(roles),
            department_ids=tuple(department_ids or ()),
            spans=tuple(span(one.lower, one.upper) for one in during),
        )
        for staff_id, clinic_id, day, roles, department_ids, during in rows
    ]
