"""What is owed at each step of each visit, and how it stands, as rows to ask."""

from renxin.visits.models.held import held

ROWS = """
(SELECT step.id AS step_id, step.visit_id, step.station_id, step.stage, step.left_at,
        visit.clinic_id, visit.patient_id, visit.department_name, visit.day,
        duty.id AS duty_id, duty.code, done.at AS done_at,
        done.id IS NULL AND waived.id IS NOT NULL AS waived
    FROM visits_stageentry step
    JOIN visits_visit visit ON visit.id = step.visit_id
    CROSS JOIN LATERAL (
        {held}
    ) held
    JOIN visits_duty duty ON duty.checklist_id = held.id AND duty.is_required
    LEFT JOIN visits_dutydone done
        ON done.entry_id = step.id AND done.duty_id = duty.id
        AND NOT EXISTS
            (SELECT FROM visits_dutytakenback back WHERE back.done_id = done.id)
    LEFT JOIN visits_dutywaived waived
        ON waived.entry_id = step.id AND waived.duty_id = duty.id)
"""
OF_THE_STEP = held(stage="step.stage", clinic="visit.clinic_id", at="step.entered_at")
OWED = ROWS.format(held=OF_THE_STEP)
