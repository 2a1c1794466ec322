-- K08.LATE: of the bookings due, those the patient called off within the last 24 hours.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE outcome = 'CANCELLED_BY_PATIENT'
                          AND starts_at - cancelled_at < INTERVAL 24 HOUR) AS part,
       count(*) AS whole
FROM appointments
WHERE starts_at >= $start AND starts_at < $end
  AND outcome NOT IN ('CANCELLED_BY_CLINIC', 'DUE')
  AND walk_in IS DISTINCT FROM true
GROUP BY GROUPING SETS ((), (clinic))
