"""What was owed at each station somebody has left, and what was done of it."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of

# By the versions that held when they came there: the clinic's own, else the house's.
OWED = """
(SELECT step.id AS step_id, step.visit_id, step.stage, step.left_at,
        visit.clinic_id, visit.patient_id, visit.department_name,
        duty.id AS duty_id, duty.code, done.at AS done_at,
        done.id IS NULL AND waived.id IS NOT NULL AS waived
    FROM visits_stageentry step
    JOIN visits_visit visit ON visit.id = step.visit_id
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (list.role) list.id
        FROM visits_checklist list
        WHERE list.stage = step.stage
            AND (list.clinic_id = visit.clinic_id OR list.clinic_id IS NULL)
            AND list.valid_from <= step.entered_at
        ORDER BY list.role, list.clinic_id NULLS LAST, list.version DESC
    ) held
    JOIN visits_duty duty ON duty.checklist_id = held.id AND duty.is_required
    LEFT JOIN visits_dutydone done
        ON done.entry_id = step.id AND done.duty_id = duty.id
        AND NOT EXISTS
            (SELECT FROM visits_dutytakenback back WHERE back.done_id = done.id)
    LEFT JOIN visits_dutywaived waived
        ON waived.entry_id = step.id AND waived.duty_id = duty.id
    WHERE step.left_at IS NOT NULL) x
"""

DUTIES = Extract(
    table="duties",
    rows=at(OWED),
    key="x.step_id::text || '-' || x.duty_id",
    day="(x.left_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "duty_id": "x.step_id::text || '-' || x.duty_id",
                "visit_id": "x.visit_id::text",
                "duty": "x.code",
                "stage": "x.stage",
                "clinic": "clinic.code",
                "department": "nullif(x.department_name, '')",
            },
            Form.MOMENT: {
                "due_at": "x.left_at AT TIME ZONE zone.name",
                "done_at": "x.done_at AT TIME ZONE zone.name",
            },
            Form.YES_NO: {"waived": "x.waived"},
        }
    ),
)
