-- Draw the arm of everybody weighed just now who is not drawn yet. In each stratum
-- twenty draws in a row hold out the same number; the seed says which of them.
WITH fresh AS (
    SELECT enrolment.patient_id, min(concat_ws('·',
        CASE WHEN 'clinic' = ANY(trial.strata) THEN clinic.code END,
        CASE WHEN 'sex' = ANY(trial.strata) THEN patient.sex END,
        CASE WHEN 'age' = ANY(trial.strata) THEN CASE
            WHEN patient.birth_on IS NULL THEN '?'
            WHEN patient.birth_on > %(day)s - interval '18 years' THEN '0-17'
            WHEN patient.birth_on > %(day)s - interval '40 years' THEN '18-39'
            WHEN patient.birth_on > %(day)s - interval '60 years' THEN '40-59'
            ELSE '60+' END END)) AS stratum
    FROM protocols_protocolenrolment enrolment
    JOIN protocols_trial trial ON trial.id = enrolment.trial_id
    JOIN patients_patient patient ON patient.id = enrolment.patient_id
    JOIN clinics_clinic clinic ON clinic.id = enrolment.clinic_id
    WHERE enrolment.trial_id = %(trial)s AND enrolment.version_id = %(version)s
        AND enrolment.weighed_at = %(at)s AND enrolment.ended_at IS NULL
        -- Nor under another of their records: they stay on their side.
        AND NOT EXISTS (SELECT FROM patients_records_of(enrolment.patient_id) record
            JOIN protocols_assignment drawn ON drawn.patient_id = record
            WHERE drawn.trial_id = %(trial)s)
    GROUP BY enrolment.patient_id
), before AS (
    SELECT stratum, count(*) AS drawn FROM protocols_assignment
    WHERE trial_id = %(trial)s GROUP BY stratum
), placed AS (
    SELECT fresh.patient_id, fresh.stratum, coalesce(before.drawn, 0) - 1
        + row_number() OVER (PARTITION BY fresh.stratum
            ORDER BY sha256(convert_to(%(seed)s || fresh.patient_id, 'UTF8')))
            AS place
    FROM fresh LEFT JOIN before ON before.stratum = fresh.stratum
), drawn AS (
    SELECT stratum, block * 20 + slot AS place, row_number() OVER (
        PARTITION BY stratum, block ORDER BY sha256(convert_to(
            concat_ws('|', %(seed)s, stratum, block, slot), 'UTF8'))) AS turn
    FROM (SELECT DISTINCT stratum, place / 20 AS block FROM placed) blocks
    CROSS JOIN generate_series(0, 19) slot
)
INSERT INTO protocols_assignment (trial_id, patient_id, stratum, place, arm, at)
SELECT %(trial)s, placed.patient_id, placed.stratum, placed.place,
    CASE WHEN drawn.turn <= %(hold_out)s / 5 THEN 'HELD_OUT' ELSE 'TREATED' END,
    %(at)s
FROM placed JOIN drawn USING (stratum, place)
ON CONFLICT DO NOTHING
