-- The next step of each enrolment: from which moment, and until when it makes sense.
-- Counted by the clock in hours; else by the clinic's day, from nine to six.
WITH moments AS (
    SELECT enrolment.id, enrolment.next_place AS was, step.id AS step_id, step.place,
        CASE WHEN step.after_hours > 0
            THEN enrolment.anchored_at
                + make_interval(hours => step.after_hours - step.window_hours)
            ELSE (target.day - step.window_hours / 24 + time '09:00')
                AT TIME ZONE clinic.zone
        END AS opens,
        CASE WHEN step.after_hours > 0
            THEN enrolment.anchored_at
                + make_interval(hours => step.after_hours + step.window_hours)
            ELSE (target.day + step.window_hours / 24 + time '18:00')
                AT TIME ZONE clinic.zone
        END AS closes
    FROM protocols_protocolenrolment enrolment
    JOIN clinics_clinic clinic ON clinic.id = enrolment.clinic_id
    JOIN protocols_protocolstep step ON step.version_id = enrolment.version_id
        AND step.place > coalesce(enrolment.next_place, -1)
    CROSS JOIN LATERAL (
        SELECT ((enrolment.anchored_at AT TIME ZONE clinic.zone)::date + make_interval(
            months => step.after_months, days => step.after_days))::date AS day
    ) target
    WHERE {which}
), missed AS (
    INSERT INTO protocols_protocolcontact (enrolment_id, step_id, why_not, at)
    SELECT id, step_id, 'TOO_LATE', %(at)s FROM moments WHERE closes <= %(at)s
    ON CONFLICT DO NOTHING
), coming AS (
    SELECT DISTINCT ON (id) id, place, opens FROM moments
    WHERE closes > %(at)s ORDER BY id, place
)
UPDATE protocols_protocolenrolment enrolment
SET next_place = coming.place, next_at = coming.opens,
    ended_at = CASE WHEN coming.place IS NULL THEN %(at)s END
FROM protocols_protocolenrolment same LEFT JOIN coming ON coming.id = same.id
WHERE same.id = enrolment.id AND {same}
