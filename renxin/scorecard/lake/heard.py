"""What was promised, what patients said, and whom they brought."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of, local, said

PROMISES = Extract(
    table="promises",
    rows=at("promises_promise x")
    + " LEFT JOIN promises_ending ending ON ending.promise_id = x.id",
    key="x.id",
    day="(x.due_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "promise_id": "x.id::text",
                "kind": "x.kind",
                "clinic": "clinic.code",
                "owner": "x.owner_id::text",
                "owner_role": "nullif(x.owner_role, '')",
                # The reason is a person's own words; only its code leaves.
                "release_reason": "CASE ending.how WHEN 'RELEASED'"
                " THEN nullif(ending.outcome, '') END",
            },
            Form.MOMENT: {
                **local("due_at", "due_from", "made_at"),
                **{
                    f"{how.lower()}_at": f"CASE ending.how WHEN '{how}'"
                    " THEN ending.at AT TIME ZONE zone.name END"
                    for how in ("KEPT", "RELEASED", "BROKEN")
                },
            },
        }
    ),
)

ANSWERS = Extract(
    table="answers",
    rows=at("feedback_answer x"),
    key="x.id",
    day="(x.asked_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "element": "x.element",
                "visit_id": "x.visit_id::text",
                "clinic": "clinic.code",
            },
            Form.NUMBER: {"score": "x.score"},
            Form.MOMENT: local("asked_at", "answered_at"),
        }
    ),
)

COMPLAINTS = Extract(
    table="complaints",
    rows=at("feedback_complaint x"),
    key="x.id",
    day="(x.received_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "complaint_id": "x.id::text",
                "clinic": "clinic.code",
                **said("kind", "element"),
            },
            Form.MOMENT: local("received_at", "replied_at", "closed_at"),
            Form.DAY: {"due_on": "x.due_on"},
            Form.YES_NO: {"satisfied": "x.was_satisfied"},
        }
    ),
)

LOSSES = Extract(
    table="losses",
    rows=at(
        "followup_loss x LEFT JOIN known ON known.patient_id = x.patient_id",
        "coalesce(x.clinic_id, known.clinic_id)",
    ),
    key="x.id",
    day="x.learned_on",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {"reason": "x.reason", "clinic": "clinic.code"},
            Form.DAY: {"learned_on": "x.learned_on"},
            Form.YES_NO: {"told": "x.was_told"},
        }
    ),
)

INTRODUCTIONS = Extract(
    table="introductions",
    rows=at(
        "introduced x LEFT JOIN known ON known.patient_id = x.patient_id",
        "known.clinic_id",
    ),
    key="x.id",
    day="x.day",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "by_patient_id": "x.by_patient_id::text",
                "clinic": "clinic.code",
            },
            Form.DAY: {"day": "x.day"},
        }
    ),
)
