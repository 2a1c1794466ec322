-- K05: of the visits that were no emergency, those of a patient with a booking kept that day.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM appointments a
           WHERE a.patient_id = v.patient_id AND a.outcome = 'KEPT'
             AND a.walk_in IS DISTINCT FROM true
             AND a.starts_at::DATE = v.began_at::DATE)) AS part,
       count(*) AS whole
FROM visits v
WHERE began_at >= $start AND began_at < $end
  AND urgency IS DISTINCT FROM 'EMERGENCY'
GROUP BY GROUPING SETS ((), (clinic))
