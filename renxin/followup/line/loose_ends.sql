-- Overdue promises of a day that is over, and what is loose about each of them.
SELECT promise.id, promise.clinic_id, CASE
    WHEN NOT held.by_somebody THEN 'UNOWNED'
    WHEN promise.kind IN ('CALL', 'RECALL', 'WIN_BACK', 'CONFIRM')
        AND NOT EXISTS (
            SELECT FROM patients_reach AS reach
            JOIN patients_contactpoint AS point ON point.id = reach.contact_point_id
            WHERE reach.patient_id = promise.patient_id AND reach.ended_at IS NULL
                AND point.kind = 'PHONE'
        ) THEN 'UNREACHABLE'
    ELSE 'UNHEARD' END AS loose
FROM promises_promise AS promise
JOIN clinics_clinic AS clinic ON clinic.id = promise.clinic_id
LEFT JOIN staff_staff AS owner ON owner.id = promise.owner_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN promise.owner_id IS NOT NULL THEN owner.is_active
    ELSE EXISTS (
        SELECT FROM staff_post AS post JOIN staff_staff AS one ON one.id = post.staff_id
        WHERE post.role = promise.owner_role AND one.is_active
            AND (post.clinic_id = promise.clinic_id OR post.clinic_id IS NULL)
            AND post.since_on <= %(day)s AND (post.until_on IS NULL OR post.until_on > %(day)s)
    ) END AS by_somebody
) AS held
WHERE promise.ended_at IS NULL AND promise.clinic_id = ANY(%(clinics)s)
    AND promise.due_at < %(day)s::timestamp AT TIME ZONE clinic.zone
ORDER BY promise.due_at, promise.id
