"""What was owed at each station somebody has left, and what was done of it."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of
from renxin.visits.duties.owed import OWED

LEFT_BEHIND = "(SELECT * FROM {owed} owed WHERE left_at IS NOT NULL) x"

DUTIES = Extract(
    table="duties",
    rows=at(LEFT_BEHIND.format(owed=OWED)),
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
