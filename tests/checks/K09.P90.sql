-- K09.P90: minutes from arrival, or the booked time if later, to being seen; nine in ten wait no longer.
WITH waits AS (
    SELECT clinic,
           greatest(0, date_diff('second', greatest(arrived_at, (
               SELECT min(a.starts_at) FROM appointments a
               WHERE a.patient_id = v.patient_id AND a.outcome = 'KEPT'
                 AND a.walk_in IS DISTINCT FROM true
                 AND a.starts_at::DATE = v.began_at::DATE)), seen_at)) / 60 AS wait
    FROM visits v
    WHERE began_at >= $start AND began_at < $end AND seen_at >= arrived_at)
SELECT grouping(clinic) AS is_total, clinic,
       quantile_cont(wait, 0.9) AS value,
       count(*) AS n
FROM waits
GROUP BY GROUPING SETS ((), (clinic))
