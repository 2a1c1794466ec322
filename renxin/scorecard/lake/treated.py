"""Who was booked, who came, and what it cost."""

from renxin.scorecard.lake.extract import (
    DOCTOR,
    Extract,
    Form,
    at,
    columns_of,
    local,
    said,
)

PATIENTS = Extract(
    table="patients",
    rows=at(
        "patients_patient x LEFT JOIN known ON known.patient_id = x.id"
        " LEFT JOIN brought ON brought.patient_id = x.id",
        "known.clinic_id",
    ),
    key="x.id",
    day="x.registered_on",
    patient="x.id",
    columns=columns_of(
        {
            Form.TEXT: {
                "clinic": "clinic.code",
                "sex": "x.sex",
                "introduced_by": "brought.by_patient_id::text",
                **said("channel", "need", "payer"),
            },
            Form.DAY: {
                "registered_on": "x.registered_on",
                "birth_on": "date_trunc('month', x.birth_on)::date",
            },
            Form.YES_NO: {"restricted": "x.restricted_at IS NOT NULL"},
        }
    ),
    where="x.merged_into_id IS NULL",
)

# Where our own desk lived a visit, another system's row of it tells it again, under
# whichever record of the person.
LIVED = """
    LEFT JOIN kept told_as ON told_as.id = x.patient_id
    LEFT JOIN (
        SELECT DISTINCT visit.clinic_id, visit.day,
            coalesce(lived_as.to_id, visit.patient_id) AS person
        FROM visits_visit visit
        LEFT JOIN kept lived_as ON lived_as.id = visit.patient_id
        WHERE visit.number IS NOT NULL
    ) lived ON x.number IS NULL AND lived.clinic_id = x.clinic_id
        AND lived.day = (x.began_at AT TIME ZONE zone.name)::date
        AND lived.person = coalesce(told_as.to_id, x.patient_id)
"""

VISITS = Extract(
    table="visits",
    rows=at(
        "visits_visit x LEFT JOIN visits_departure leaving ON leaving.visit_id = x.id"
    )
    + LIVED,
    key="x.id",
    day="(x.began_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "visit_id": "x.id::text",
                "clinic": "clinic.code",
                "department": "nullif(x.department_name, '')",
                "doctor": DOCTOR,
                **said("kind", "condition", "payer", "urgency"),
            },
            Form.MOMENT: {
                **local("began_at", "arrived_at", "seen_at"),
                # When somebody left whom the house found open, nobody knows.
                "ended_at": "CASE WHEN leaving.why_not_back IS DISTINCT FROM"
                " 'LEFT_OPEN' THEN x.ended_at AT TIME ZONE zone.name END",
            },
            Form.YES_NO: {"back_to_doctor": "x.went_back_to_doctor"},
        }
    ),
    where="lived.person IS NULL",
)

APPOINTMENTS = Extract(
    table="appointments",
    rows=at("booking_appointment x")
    + " LEFT JOIN booking_outcome ending ON ending.appointment_id = x.id",
    key="x.id",
    day="(x.starts_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "appointment_id": "x.id::text",
                "outcome": "coalesce(ending.kind, 'DUE')",
                "clinic": "clinic.code",
                "department": "nullif(x.department_name, '')",
                "doctor": DOCTOR,
                "resource": "nullif(x.resource_name, '')",
            },
            Form.MOMENT: {
                **local("starts_at", "booked_at"),
                "cancelled_at": "CASE WHEN ending.kind LIKE 'CANCELLED%'"
                " THEN ending.at AT TIME ZONE zone.name END",
            },
            Form.NUMBER: {"minutes": "x.minutes"},
            Form.YES_NO: {"reminded": "x.was_reminded", "walk_in": "x.is_walk_in"},
        }
    ),
    # What was only asked for, and what lapsed of it, was never agreed.
    where="x.held_until IS NULL AND coalesce(ending.kind, '') <> 'LAPSED'",
)

CHARGES = Extract(
    table="charges",
    rows=at("visits_charge x"),
    key="x.id",
    day="x.day",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "charge_id": "x.id::text",
                "visit_id": "x.visit_id::text",
                "clinic": "clinic.code",
                "department": "nullif(x.department_name, '')",
                "doctor": "nullif(x.doctor_name, '')",
                "service": "nullif(x.service_name, '')",
                **said("condition", "kind"),
            },
            Form.DAY: {"day": "x.day"},
            Form.MONEY: {
                "amount": "(x.amount_fen / 100.0)::numeric(18, 2)",
                "refunded": "(x.refunded_fen / 100.0)::numeric(18, 2)",
            },
        }
    ),
)
