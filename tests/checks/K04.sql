-- K04: patients who finished a plan, and came for something new within 180 days.
WITH done AS (
    SELECT patient_id, clinic, min(finished_on) AS finished_on
    FROM plans
    WHERE finished_on >= $start AND finished_on < $end
      AND finished_on + 180 <= (SELECT max(began_at)::DATE FROM visits)
    GROUP BY patient_id, clinic
)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM visits v
           WHERE v.patient_id = done.patient_id AND v.kind = 'RETURN'
             AND v.began_at::DATE > finished_on AND v.began_at::DATE <= finished_on + 180
       )) AS part,
       count(*) AS whole
FROM done
GROUP BY GROUPING SETS ((), (clinic))
