-- The steps whose time has come, the most pressing of each person first, and whether
-- a protocol has spoken to that person today already, under any of their records. The
-- desk's word of what was agreed waits for nobody, and nobody waits for it.
WITH due AS (
    SELECT enrolment.id, enrolment.patient_id, enrolment.clinic_id,
        enrolment.anchor, enrolment.anchor_id, enrolment.comes_at, enrolment.next_at,
        step.id AS step_id, step.working_days, clinic.zone,
        protocol.kind IN ('SAFETY', 'DESK') AS always_goes,
        {closes} AS closes,
        EXISTS (SELECT FROM protocols_turnedon run
            WHERE run.protocol_id = enrolment.protocol_id AND run.ended_at IS NULL
            ) AS is_on,
        row_number() OVER (
            PARTITION BY coalesce(merged.merged_into_id, enrolment.patient_id),
                protocol.kind = 'DESK'
            ORDER BY protocol.kind = 'SAFETY' DESC, version.priority,
                enrolment.next_at, enrolment.id) AS turn
    FROM protocols_protocolenrolment enrolment
    JOIN protocols_protocolversion version ON version.id = enrolment.version_id
    JOIN protocols_protocol protocol ON protocol.id = enrolment.protocol_id
    JOIN clinics_clinic clinic ON clinic.id = enrolment.clinic_id
    JOIN protocols_protocolstep step ON step.version_id = enrolment.version_id
        AND step.place = enrolment.next_place
    LEFT JOIN patients_patient merged ON merged.id = enrolment.patient_id
        AND merged.merged_into_id IS NOT NULL
    WHERE enrolment.ended_at IS NULL AND enrolment.next_at <= %(at)s
)
SELECT due.id, due.patient_id, due.clinic_id, due.anchor, due.anchor_id, due.comes_at,
    due.step_id, due.working_days, due.always_goes, due.closes, due.is_on,
    due.turn > 1 OR EXISTS (
        SELECT FROM patients_records_of(due.patient_id) record
        JOIN protocols_protocolenrolment other ON other.patient_id = record
        JOIN protocols_protocol protocol ON protocol.id = other.protocol_id
        JOIN protocols_protocolcontact taken ON taken.enrolment_id = other.id
        WHERE taken.why_not = '' AND protocol.kind <> 'DESK'
        AND taken.at >= date_trunc('day', %(at)s AT TIME ZONE due.zone)
            AT TIME ZONE due.zone
    ) AS waits
FROM due ORDER BY due.next_at, due.id LIMIT %(most)s
