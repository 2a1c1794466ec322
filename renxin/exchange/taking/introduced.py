"""Who brought whom, where a file of patients says so beside each person."""

from renxin.exchange.taking.statements import do, written
from renxin.exchange.taking.stretch import Stretch

# Done once all patients are there: the one who brought may stand further down.
# Nobody is made up: an introducer this house has never heard of stays unsaid.
BROUGHT = """
CREATE TEMP TABLE brought AS
SELECT DISTINCT ON (introducer.object_id, patient.object_id)
    nextval('outreach_introduction_id_seq') AS id,
    staged.key || '<' || introducer.external_id AS key,
    introducer.object_id AS by_id, patient.object_id AS patient_id,
    coalesce(staged.s_registered_on, %(today)s::date) AS day,
    staged.s_clinic_id AS clinic_id
FROM {staged} staged
JOIN exchange_origin patient ON patient.source = %(source)s
    AND patient.kind = 'patients' AND patient.external_id = staged.key
JOIN exchange_origin introducer ON introducer.source = %(source)s
    AND introducer.kind = 'patients' AND introducer.external_id = staged.s_introduced_by
WHERE staged.reason IS NULL AND introducer.object_id <> patient.object_id
    AND NOT EXISTS (
        SELECT FROM outreach_introduction there
        WHERE there.by_patient_id = introducer.object_id
            AND there.patient_id = patient.object_id
    )
ORDER BY introducer.object_id, patient.object_id, staged.place
"""

MADE = """
INSERT INTO outreach_introduction (id, by_patient_id, patient_id, day)
SELECT id, by_id, patient_id, day FROM brought
"""

REMEMBERED = """
INSERT INTO exchange_origin
    (source, kind, external_id, object_id, digest, made_by_id, is_maker)
SELECT %(source)s, 'introductions', left(key, 120), id, '', %(import)s, TRUE
FROM brought
ON CONFLICT DO NOTHING
"""

TOLD = """
INSERT INTO journal_entry (fact, at, by_id, clinic_id, patient_id, particulars)
SELECT 'outreach.introduced', day::timestamp AT TIME ZONE %(zone)s, %(by)s, clinic_id,
    by_id, jsonb_build_object('introduced_id', patient_id, 'number', (
        SELECT number FROM patients_patient person WHERE person.id = patient_id
    ), 'import_id', %(import)s::bigint, 'record_id', id)
FROM brought
"""


def introduce(stretch: Stretch) -> None:
    do("DROP TABLE IF EXISTS brought")
    do(written(BROUGHT, staged=stretch.staged), stretch.values)
    for statement in (MADE, REMEMBERED, TOLD):
        do(statement, stretch.values)
