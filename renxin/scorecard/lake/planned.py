"""What was proposed, what became of it, and the sittings of what was accepted."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of

# A plan of which all was taken back was not accepted.
PLANS_AND_ANSWERS = """
    plans_plan x
    CROSS JOIN LATERAL (
        SELECT min(p.at) AS first_at,
            (array_agg(p.total_fen ORDER BY p.version DESC))[1] AS total_fen,
            (array_agg(p.id ORDER BY p.version DESC))[1] AS latest_id
        FROM plans_presentation p WHERE p.plan_id = x.id
    ) shown
    CROSS JOIN LATERAL (
        SELECT min(a.at) AS at FROM plans_acceptance a
        JOIN plans_presentation p ON p.id = a.presentation_id
        LEFT JOIN plans_revocation back ON back.acceptance_id = a.id
        WHERE p.plan_id = x.id AND back.id IS NULL
    ) accepted
    CROSS JOIN LATERAL (
        SELECT max(i.every_days) FILTER (WHERE i.sittings > 1) AS gap_days,
            (array_agg(i.phase ORDER BY i.place, i.id))[1] AS phase
        FROM plans_planitem i WHERE i.plan_id = x.id AND i.struck_at IS NULL
    ) items
    LEFT JOIN plans_decline declined
        ON declined.presentation_id = shown.latest_id AND accepted.at IS NULL
    LEFT JOIN plans_finish finished
        ON finished.plan_id = x.id AND finished.how = 'DONE'
"""


def day_of(moment: str) -> str:
    return f"({moment} AT TIME ZONE zone.name)::date"


PLANS = Extract(
    table="plans",
    rows=at(PLANS_AND_ANSWERS),
    key="x.id",
    day=day_of("shown.first_at"),
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "plan_id": "x.id::text",
                "clinic": "clinic.code",
                "doctor": "x.doctor_id::text",
                "condition": "x.condition",
                "phase": "items.phase",
                "decline_reason": "declined.reason",
            },
            Form.DAY: {
                "presented_on": day_of("shown.first_at"),
                "accepted_on": day_of("accepted.at"),
                "declined_on": day_of("declined.at"),
                "finished_on": day_of("finished.at"),
            },
            Form.MONEY: {"value": "(shown.total_fen / 100.0)::numeric(18, 2)"},
            Form.NUMBER: {"gap_days": "items.gap_days"},
        }
    ),
    where="shown.first_at IS NOT NULL",
)

# Due on the day that was agreed first: a sitting put off is a sitting late.
SITTINGS = """
    plans_sitting s
    JOIN plans_accepteditem done ON done.id = s.accepted_id
    JOIN plans_planitem item ON item.id = done.item_id
    JOIN plans_plan x ON x.id = item.plan_id
    JOIN booking_appointment visit ON visit.id = s.appointment_id
    LEFT JOIN booking_outcome ending ON ending.appointment_id = visit.id
    CROSS JOIN LATERAL (
        SELECT coalesce(min(moved.was_at), visit.starts_at) AS at
        FROM booking_rebooking moved WHERE moved.appointment_id = visit.id
    ) due
"""

PLAN_STEPS = Extract(
    table="plan_steps",
    rows=at(SITTINGS),
    key="s.id",
    day=day_of("due.at"),
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "step_id": "s.id::text",
                "plan_id": "x.id::text",
                "clinic": "clinic.code",
                "doctor": "x.doctor_id::text",
            },
            Form.DAY: {
                "due_on": day_of("due.at"),
                "done_on": "CASE ending.kind WHEN 'KEPT'"
                f" THEN {day_of('visit.starts_at')} END",
            },
        }
    ),
    # Called off by us or taken back by them, it is no step any more.
    where="coalesce(ending.kind, '') NOT LIKE 'CANCELLED%'",
)
