"""Each step of the visits that our own desk saw from the greeting to the door."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of, local

# By whoever was with them, or where nobody was yet, by who sent them there. When
# somebody went whom the house found in its lists the next day, nobody knows.
STEPS = """
(SELECT step.id, step.visit_id, step.stage, step.entered_at, step.begun_at,
        CASE WHEN open.at IS NULL OR step.left_at < open.at
            THEN step.left_at END AS left_at,
        visit.clinic_id, visit.patient_id, station.name AS place,
        coalesce(step.begun_by_id, step.sent_by_id) AS hand
    FROM visits_stageentry step
    JOIN visits_visit visit ON visit.id = step.visit_id
    LEFT JOIN visits_station station ON station.id = step.station_id
    LEFT JOIN visits_departure open
        ON open.visit_id = step.visit_id AND open.why_not_back = 'LEFT_OPEN') x
"""
# What they were on that day, whatever they have become since.
AS_WHAT = """(SELECT post.role FROM staff_post post
    WHERE post.staff_id = x.hand AND (x.entered_at AT TIME ZONE zone.name)::date
        BETWEEN post.since_on AND coalesce(post.until_on - 1, 'infinity')
    ORDER BY post.clinic_id IS DISTINCT FROM x.clinic_id, post.id LIMIT 1)"""

STAGE_ENTRIES = Extract(
    table="stage_entries",
    rows=at(STEPS),
    key="x.id",
    day="(x.entered_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "visit_id": "x.visit_id::text",
                "stage": "x.stage",
                "station": "x.place",
                "by": "x.hand::text",
                "by_role": AS_WHAT,
            },
            Form.MOMENT: local("entered_at", "begun_at", "left_at"),
        }
    ),
)
