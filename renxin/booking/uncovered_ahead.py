"""Whom a clinic expects while somebody they need is not at work, the nearest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from renxin.booking.models import Appointment
from renxin.booking.uncovered import AROUND, Standing
from renxin.clinics.models import Clinic
from renxin.rosters.layout import AHEAD
from renxin.rosters.spans import span
from renxin.rosters.working import WORKING
from renxin.staff.models import Staff

SHOWN = 8
# What other systems tell us names a doctor and takes nothing up.
UNCOVERED = f"""
WITH at_work AS (
    SELECT staff_id, range_agg(during) AS during FROM ({WORKING}) working GROUP BY 1
), due AS (
    SELECT id, doctor_id, starts_at, minutes FROM booking_appointment appointment
    WHERE clinic_id = ANY (%(clinics)s)
        AND starts_at > %(at)s AND starts_at < %(until)s
        AND NOT EXISTS (
            SELECT FROM booking_outcome outcome
            WHERE outcome.appointment_id = appointment.id
        )
), needed AS (
    SELECT due.id, due.starts_at, resource.staff_id, occupation.during
    FROM due
    JOIN booking_occupation occupation ON occupation.appointment_id = due.id
    JOIN booking_resource resource ON resource.id = occupation.resource_id
    WHERE resource.staff_id IS NOT NULL
    UNION ALL
    SELECT due.id, due.starts_at, due.doctor_id,
        tstzrange(starts_at, starts_at + make_interval(mins => minutes))
    FROM due
    WHERE doctor_id IS NOT NULL AND minutes > 0 AND NOT EXISTS (
        SELECT FROM booking_occupation occupation
        JOIN booking_resource resource ON resource.id = occupation.resource_id
        WHERE occupation.appointment_id = due.id
            AND resource.staff_id = due.doctor_id
    )
)
SELECT needed.id, needed.staff_id, count(*) OVER ()
FROM needed LEFT JOIN at_work USING (staff_id)
WHERE at_work.during IS NULL OR NOT at_work.during @> needed.during
ORDER BY needed.starts_at, needed.id, needed.staff_id
LIMIT %(most)s
"""  # noqa: S608  (only our own statement within another)


@dataclass(frozen=True)
class Uncovered:
    """The nearest of them, and how many there are in all."""

    standings: list[Standing]
    total: int


def ahead(clinic: Clinic, *, at: datetime, most: int = SHOWN) -> Uncovered:
    """In the weeks that are laid out; later ones have no shifts yet, and no gaps."""
    until = at + AHEAD
    asked = {
        "clinics": [clinic.pk],
        "staff": None,
        "stretch": span(at - AROUND, until + AROUND),
        "at": at,
        "until": until,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED, asked)
        rows = cursor.fetchall()
    told = Appointment.objects.select_related("patient", "clinic", "service")
    appointments = told.in_bulk([pk for pk, _staff, _total in rows])
    people = Staff.objects.in_bulk([pk for _appointment, pk, _total in rows])
    standings = [
        Standing(appointments[pk], people[staff_id], is_covered=False)
        for pk, staff_id, _total in rows
        if pk in appointments
    ]
    return Uncovered(standings, rows[0][2] if rows else 0)
