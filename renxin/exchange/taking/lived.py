"""Visits our own desk lived: what another system tells of them is not told twice.

Its row is tied to the visit of that person, clinic and day, so that charges and survey
answers hang on it. What our desk never asks, the condition and who pays, is filled in
from it; nothing else of the visit is changed, and nothing is ended by it.
"""

# Every record of the person counts, whichever of them stands after a merge.
TIED = """
WITH lived AS MATERIALIZED (
    SELECT id, patient_id, clinic_id, day, began_at FROM visits_visit
    WHERE number IS NOT NULL AND day BETWEEN
        (SELECT min(s_began_at)::date - 1 FROM judged WHERE verdict = 'new')
        AND (SELECT max(s_began_at)::date + 1 FROM judged WHERE verdict = 'new')
), kept (visit, record) AS (
    SELECT lived.id, coalesce(one.merged_into_id, one.id)
    FROM lived JOIN patients_patient one ON one.id = lived.patient_id
), whose (visit, record) AS (
    SELECT visit, record FROM kept
    UNION ALL
    SELECT kept.visit, record.id
    FROM kept JOIN patients_patient record ON record.merged_into_id = kept.record
), nearest AS (
    SELECT DISTINCT ON (told.place) told.place, lived.id
    FROM judged told
    JOIN whose ON whose.record = told.patient_ref
    JOIN lived ON lived.id = whose.visit AND lived.clinic_id = told.s_clinic_id
    JOIN clinics_clinic clinic ON clinic.id = lived.clinic_id
        AND lived.day = (told.s_began_at AT TIME ZONE clinic.zone)::date
    WHERE told.verdict = 'new'
    ORDER BY told.place, abs(extract(epoch FROM lived.began_at - told.s_began_at)),
        lived.id
)
UPDATE judged SET verdict = 'lived', object_id = nearest.id
FROM nearest WHERE judged.place = nearest.place
"""

# Fair and reasonable care compare like with like by them. Kept for the undoing.
FILLED = """
WITH told AS (
    SELECT DISTINCT ON (object_id) object_id,
        coalesce(s_condition, '') AS condition, coalesce(s_payer, '') AS payer
    FROM judged WHERE verdict = 'lived' ORDER BY object_id, place
), fresh AS (
    SELECT visit.id, visit.condition AS no_condition, visit.payer AS no_payer,
        coalesce(nullif(visit.condition, ''), told.condition) AS condition,
        coalesce(nullif(visit.payer, ''), told.payer) AS payer
    FROM told JOIN visits_visit visit ON visit.id = told.object_id
), done AS (
    UPDATE visits_visit visit SET condition = fresh.condition, payer = fresh.payer
    FROM fresh WHERE visit.id = fresh.id
        AND (visit.condition, visit.payer) <> (fresh.condition, fresh.payer)
    RETURNING visit.id
)
INSERT INTO exchange_change (made_by_id, kind, object_id, before, after)
SELECT %(import)s, %(kind)s, fresh.id,
    jsonb_build_object('condition', no_condition, 'payer', no_payer),
    jsonb_build_object('condition', condition, 'payer', payer)
FROM fresh JOIN done ON done.id = fresh.id
"""

# Whatever the other system says of it later, our own desk knows better.
UNTOUCHED = """
UPDATE judged SET verdict = 'same' FROM visits_visit lived
WHERE verdict = 'changed' AND lived.id = object_id AND lived.number IS NOT NULL
"""

# Whoever came, came: no file says afterwards that they did not, or came for another.
KEPT = """
UPDATE judged SET verdict = 'same'
FROM booking_appointment ours
JOIN visits_visit lived ON lived.appointment_id IN (ours.id, ours.coming_id)
WHERE verdict = 'changed' AND ours.id = object_id AND lived.number IS NOT NULL
"""
