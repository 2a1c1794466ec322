-- The next step of each enrolment: from which moment, and until when it makes sense.
-- What counts back from something agreed goes by the moment, not by the place in the
-- text, and what an earlier version of it did under the same name is done.
WITH moments AS (
    SELECT enrolment.id, step.id AS step_id, step.place,
        enrolment.comes_at IS NOT NULL AS is_ahead, enrolment.anchored_at
            + make_interval(hours => step.known_hours) AS known_until,
        {opens} AS opens,
        {closes} AS closes
    FROM protocols_protocolenrolment enrolment
    JOIN clinics_clinic clinic ON clinic.id = enrolment.clinic_id
    JOIN protocols_protocolstep step ON step.version_id = enrolment.version_id
    WHERE {which} AND CASE WHEN enrolment.comes_at IS NULL
        THEN step.place > coalesce(enrolment.next_place, -1)
        ELSE NOT EXISTS (
            SELECT FROM protocols_protocolcontact taken
            JOIN protocols_protocolstep done ON done.id = taken.step_id
            WHERE taken.enrolment_id = enrolment.id AND done.code = step.code) END
), judged AS (
    SELECT moments.*, CASE WHEN is_ahead AND opens < known_until THEN 'KNOWS_IT'
        WHEN closes <= %(at)s THEN 'TOO_LATE' END AS why_not
    FROM moments
), missed AS (
    INSERT INTO protocols_protocolcontact (enrolment_id, step_id, why_not, at)
    SELECT id, step_id, why_not, %(at)s FROM judged WHERE why_not IS NOT NULL
    ON CONFLICT DO NOTHING
), coming AS (
    SELECT DISTINCT ON (id) id, place, opens FROM judged WHERE why_not IS NULL
    ORDER BY id, CASE WHEN is_ahead THEN opens END, place
)
UPDATE protocols_protocolenrolment enrolment
SET next_place = coming.place, next_at = coming.opens,
    ended_at = CASE WHEN coming.place IS NULL THEN %(at)s END
FROM protocols_protocolenrolment same LEFT JOIN coming ON coming.id = same.id
WHERE same.id = enrolment.id AND enrolment.ended_at IS NULL AND {same}
