-- How the line of everybody stands whose visit is over: one row a person.
-- looking.py puts in what the storeys below say stands ahead, whom a trial holds out,
-- and of each clinic the day from which imported visits count: as plain values, so that
-- an index is used.
WITH person (id, kept) AS (
    SELECT id, merged_into_id FROM patients_patient WHERE merged_into_id IS NOT NULL
), came AS (
    -- What was lived here, from the first day on; what was imported, from the day set.
    SELECT visit.id, patient_id, clinic_id, doctor_id, ended_at AS at
    FROM clinics_clinic AS clinic JOIN visits_visit AS visit
        ON visit.clinic_id = clinic.id AND day >= DATE '1900-01-01'
    WHERE ended_at IS NOT NULL AND {{whose}}
    {{imported}}
), last AS (
    SELECT DISTINCT ON (COALESCE(person.kept, came.patient_id))
        COALESCE(person.kept, came.patient_id) AS patient_id,
        came.id AS visit_id, clinic_id, doctor_id, at
    FROM came LEFT JOIN person ON person.id = came.patient_id
    ORDER BY COALESCE(person.kept, came.patient_id), at DESC, came.id DESC
), ahead AS (
    SELECT DISTINCT COALESCE(person.kept, one.patient_id) AS patient_id
    FROM ({{ahead}}) AS one (patient_id) LEFT JOIN person ON person.id = one.patient_id
), held AS (
    SELECT DISTINCT COALESCE(person.kept, one.patient_id) AS patient_id
    FROM ({{held}}) AS one (patient_id) LEFT JOIN person ON person.id = one.patient_id
), told AS (
    -- A coded reason, by record: written down here, learned, or that they asked for none.
    SELECT patient_id, at FROM followup_linereason
    UNION ALL
    SELECT patient_id, (learned_on + 1)::timestamptz FROM followup_loss
    WHERE reason <> 'UNKNOWN'
    UNION ALL
    SELECT patient_id, 'infinity' FROM promises_optout
), explained AS (
    SELECT COALESCE(person.kept, told.patient_id) AS patient_id, max(told.at) AS at
    FROM told LEFT JOIN person ON person.id = told.patient_id
    GROUP BY 1
), standing AS (
    SELECT last.*, CASE
        WHEN patient.died_on IS NOT NULL OR patient.restricted_at IS NOT NULL THEN 'ASIDE'
        WHEN ahead.patient_id IS NOT NULL THEN 'AHEAD'
        WHEN explained.at >= last.at OR step.kind = 'NONE' THEN 'EXPLAINED'
        WHEN held.patient_id IS NOT NULL THEN 'HELD_OUT'
        ELSE 'BROKEN' END AS stands
    FROM last
    JOIN patients_patient AS patient ON patient.id = last.patient_id
    LEFT JOIN ahead ON ahead.patient_id = last.patient_id
    LEFT JOIN held ON held.patient_id = last.patient_id
    LEFT JOIN explained ON explained.patient_id = last.patient_id
    LEFT JOIN visits_nextstep AS step ON step.visit_id = last.visit_id
)
