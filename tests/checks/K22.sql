-- K22: seen in the year before the last; neither seen in the last nor booked ahead.
WITH active AS (
    SELECT patient_id, max(began_at) AS last_at
    FROM visits
    WHERE began_at >= $end - INTERVAL 24 MONTH AND began_at < $end - INTERVAL 12 MONTH
    GROUP BY patient_id
), placed AS (
    SELECT a.patient_id, max(v.clinic) AS clinic
    FROM active a JOIN visits v ON v.patient_id = a.patient_id AND v.began_at = a.last_at
    GROUP BY a.patient_id
)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (
           WHERE patient_id NOT IN (
               SELECT patient_id FROM visits
               WHERE began_at >= $end - INTERVAL 12 MONTH AND began_at < $end
           )
           AND patient_id NOT IN (
               SELECT patient_id FROM appointments
               WHERE starts_at >= $end AND outcome IN ('KEPT', 'NO_SHOW', 'DUE')
                 AND walk_in IS DISTINCT FROM true
                 AND coalesce(booked_at < $end, outcome = 'DUE')
           )
       ) AS part,
       count(*) AS whole
FROM placed
GROUP BY GROUPING SETS ((), (clinic))
