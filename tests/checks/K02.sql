-- K02: visits that are not a patient's first, out of all visits.
WITH first_times AS (
    SELECT patient_id, min(began_at) AS began_at FROM visits GROUP BY patient_id
)
SELECT grouping(v.clinic) AS is_total, v.clinic,
       count(*) - count(*) FILTER (WHERE f.patient_id IS NOT NULL AND (v.kind IS NULL OR v.kind = 'FIRST')) AS part,
       count(*) AS whole
FROM visits v
LEFT JOIN first_times f ON f.patient_id = v.patient_id AND f.began_at = v.began_at
WHERE v.began_at >= $start AND v.began_at < $end
GROUP BY GROUPING SETS ((), (v.clinic))
