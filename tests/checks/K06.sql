-- K06: of the bookings due, those with KEPT.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE outcome = 'KEPT') AS part,
       count(*) AS whole
FROM appointments
WHERE starts_at >= $start AND starts_at < $end
  AND outcome NOT IN ('CANCELLED_BY_CLINIC', 'DUE')
  AND walk_in IS DISTINCT FROM true
GROUP BY GROUPING SETS ((), (clinic))
