, broken AS (
    SELECT * FROM standing WHERE stands = 'BROKEN' AND clinic_id = ANY(%s)
), record (patient_id, id) AS (
    SELECT patient_id, patient_id FROM broken
    UNION ALL
    SELECT broken.patient_id, person.id FROM broken JOIN person ON person.kept = broken.patient_id
), lost (patient_id, at, why) AS (
    -- What became of every next step since they left; the latest tells why.
    SELECT broken.patient_id, broken.at, 'NEVER' FROM broken
    UNION ALL
    SELECT record.patient_id, ending.at, CASE ending.how
        WHEN 'KEPT' THEN 'KEPT' WHEN 'BROKEN' THEN 'FORGOTTEN' ELSE 'LET_GO' END
    FROM record
    JOIN promises_promise AS promise ON promise.patient_id = record.id
    JOIN promises_ending AS ending ON ending.promise_id = promise.id
    UNION ALL
    SELECT record.patient_id, outcome.at, CASE outcome.kind
        WHEN 'NO_SHOW' THEN 'MISSED' WHEN 'LAPSED' THEN 'LAPSED' ELSE 'CALLED_OFF' END
    FROM record
    JOIN booking_appointment AS appointment ON appointment.patient_id = record.id
    JOIN booking_outcome AS outcome ON outcome.appointment_id = appointment.id
    WHERE outcome.kind <> 'KEPT'
)
SELECT DISTINCT ON (broken.patient_id) broken.patient_id, broken.clinic_id,
    broken.visit_id, broken.doctor_id, broken.at AS left_at, lost.at AS broken_at, lost.why
FROM broken JOIN lost ON lost.patient_id = broken.patient_id AND lost.at >= broken.at
ORDER BY broken.patient_id, lost.at DESC, lost.why
