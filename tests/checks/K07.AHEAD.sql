-- K07.AHEAD: no-shows among the bookings due that were made before their own day.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE outcome = 'NO_SHOW' AND booked_at::DATE < starts_at::DATE) AS part,
       count(*) FILTER (WHERE booked_at::DATE < starts_at::DATE) AS whole
FROM appointments
WHERE starts_at >= $start AND starts_at < $end
  AND outcome NOT IN ('CANCELLED_BY_CLINIC', 'DUE')
  AND walk_in IS DISTINCT FROM true
GROUP BY GROUPING SETS ((), (clinic))
