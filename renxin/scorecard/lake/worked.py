"""Who was at work, and how long chairs stood open and were used."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of

NOBODY = "NULL::bigint"

SHIFTS = Extract(
    table="shifts",
    rows=at("rosters_shift x")
    + " LEFT JOIN clinics_department department ON department.id = x.department_id",
    key="x.id",
    day="(lower(x.during) AT TIME ZONE zone.name)::date",
    patient=NOBODY,
    columns=columns_of(
        {
            Form.TEXT: {
                "shift_id": "x.id::text",
                "staff": "x.staff_id::text",
                "role": "x.role",
                "clinic": "clinic.code",
                "department": "department.name",
            },
            Form.MOMENT: {
                "starts_at": "lower(x.during) AT TIME ZONE zone.name",
                "ends_at": "upper(x.during) AT TIME ZONE zone.name",
            },
        }
    ),
)

# A session is the half of the day a shift begins in. Whoever was away for the
# whole of it was not on duty, whatever the roster had said.
SESSIONS = """
(SELECT clinic_id, day, session, count(DISTINCT staff_id) FILTER (
        WHERE role = 'DOCTOR') AS doctors, count(DISTINCT staff_id) FILTER (
        WHERE role = 'ASSISTANT') AS assistants
    FROM (
        SELECT shift.*, (lower(during) AT TIME ZONE house.zone)::date AS day,
            CASE WHEN extract(hour FROM lower(during) AT TIME ZONE house.zone) < 12
                THEN 'MORNING' ELSE 'AFTERNOON' END AS session
        FROM rosters_shift shift JOIN clinics_clinic house ON house.id = clinic_id
        WHERE lower(during) <= now() AND NOT EXISTS (
            SELECT FROM rosters_leave away
            WHERE away.staff_id = shift.staff_id AND away.taken_back_at IS NULL
                AND away.during @> shift.during
        )
    ) each
    WHERE role IN ('DOCTOR', 'ASSISTANT')
    GROUP BY clinic_id, day, session) x
"""

DUTY = Extract(
    table="duty",
    rows=at(SESSIONS),
    key="x.clinic_id::text || x.day || x.session",
    day="x.day",
    patient=NOBODY,
    columns=columns_of(
        {
            Form.DAY: {"day": "x.day"},
            Form.TEXT: {"clinic": "clinic.code", "session": "x.session"},
            Form.NUMBER: {"doctors": "x.doctors", "assistants": "x.assistants"},
        }
    ),
)

# Since the first patient was booked into a chair here; before, nobody wrote down
# how chairs were used. A day counts once it is over.
OPEN_CHAIRS = """
(SELECT chair.id AS chair_id, chair.clinic_id, chair.name, hours.day, hours.open,
        coalesce(used.minutes, 0) AS used
    FROM clinics_chair chair
    JOIN clinics_clinic house ON house.id = chair.clinic_id
    JOIN LATERAL (
        SELECT days.day::date AS day, CASE WHEN special.id IS NULL THEN usual.open
            ELSE special.until_minute - special.from_minute END AS open
        FROM generate_series((
                SELECT min(lower(first.during) AT TIME ZONE house.zone)::date
                FROM booking_occupation first
                JOIN booking_resource which ON which.id = first.resource_id
                JOIN clinics_chair there ON there.id = which.chair_id
                WHERE there.clinic_id = house.id AND first.appointment_id IS NOT NULL
            ), (now() AT TIME ZONE house.zone)::date - 1, interval '1 day') days (day)
        LEFT JOIN clinics_specialday special
            ON special.clinic_id = house.id AND special.day = days.day::date
        LEFT JOIN LATERAL (
            SELECT sum(until_minute - from_minute) AS open
            FROM clinics_openinghours opened WHERE opened.clinic_id = house.id
                AND opened.weekday = extract(isodow FROM days.day) - 1
        ) usual ON TRUE
    ) hours ON hours.open > 0
    LEFT JOIN LATERAL (
        SELECT sum(extract(epoch FROM upper(during) - lower(during))) / 60 AS minutes
        FROM booking_occupation taken
        JOIN booking_resource which ON which.id = taken.resource_id
        JOIN booking_outcome ending ON ending.appointment_id = taken.appointment_id
        WHERE which.chair_id = chair.id AND ending.kind = 'KEPT'
            AND (lower(during) AT TIME ZONE house.zone)::date = hours.day
    ) used ON TRUE) x
"""

CAPACITY = Extract(
    table="capacity",
    rows=at(OPEN_CHAIRS),
    key="x.chair_id::text || x.day",
    day="x.day",
    patient=NOBODY,
    columns=columns_of(
        {
            Form.TEXT: {
                "resource": "x.chair_id::text",
                "kind": "'CHAIR'",
                "clinic": "clinic.code",
            },
            Form.DAY: {"day": "x.day"},
            Form.NUMBER: {"open_minutes": "x.open", "used_minutes": "x.used"},
        }
    ),
)
