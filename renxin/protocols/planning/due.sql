-- The steps whose time has come, the most pressing of each patient first, and whether
-- a protocol has spoken to that patient today already.
WITH due AS (
    SELECT enrolment.id, enrolment.patient_id, enrolment.clinic_id,
        enrolment.anchored_at, enrolment.next_at, step.id AS step_id,
        step.working_days, clinic.zone, protocol.kind = 'SAFETY' AS is_safety,
        CASE WHEN step.after_hours > 0
            THEN enrolment.anchored_at
                + make_interval(hours => step.after_hours + step.window_hours)
            ELSE (((enrolment.anchored_at AT TIME ZONE clinic.zone)::date
                + make_interval(months => step.after_months, days => step.after_days)
                )::date + step.window_hours / 24 + time '18:00') AT TIME ZONE clinic.zone
        END AS closes,
        row_number() OVER (PARTITION BY enrolment.patient_id
            ORDER BY protocol.kind = 'SAFETY' DESC, version.priority,
                enrolment.next_at, enrolment.id) AS turn
    FROM protocols_protocolenrolment enrolment
    JOIN protocols_protocolversion version ON version.id = enrolment.version_id
    JOIN protocols_protocol protocol ON protocol.id = enrolment.protocol_id
    JOIN clinics_clinic clinic ON clinic.id = enrolment.clinic_id
    JOIN protocols_protocolstep step ON step.version_id = enrolment.version_id
        AND step.place = enrolment.next_place
    WHERE enrolment.ended_at IS NULL AND enrolment.next_at <= %(at)s
)
SELECT due.id, due.patient_id, due.clinic_id, due.anchored_at, due.step_id,
    due.working_days, due.is_safety, due.closes,
    due.turn > 1 OR EXISTS (
        SELECT FROM protocols_protocolenrolment other
        JOIN protocols_protocolcontact taken ON taken.enrolment_id = other.id
        WHERE other.patient_id = due.patient_id AND taken.why_not = ''
        AND taken.at >= date_trunc('day', %(at)s AT TIME ZONE due.zone)
            AT TIME ZONE due.zone
    ) AS waits
FROM due ORDER BY due.next_at, due.id LIMIT %(most)s
