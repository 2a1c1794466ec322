-- K07: of the bookings due, those with NO_SHOW.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE outcome = 'NO_SHOW') AS part,
       count(*) AS whole
FROM appointments
WHERE starts_at >= $start AND starts_at < $end
  AND outcome NOT IN ('CANCELLED_BY_CLINIC', 'DUE')
  AND walk_in IS DISTINCT FROM true
GROUP BY GROUPING SETS ((), (clinic))
