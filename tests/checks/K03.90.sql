-- K03.90: patients first seen in the period, again within 90 days; only those days passed.
WITH ordered AS (
    SELECT *, row_number() OVER (PARTITION BY patient_id ORDER BY began_at) AS nth,
           lead(began_at) OVER (PARTITION BY patient_id ORDER BY began_at) AS again_at
    FROM visits
), firsts AS (
    SELECT * FROM ordered
    WHERE nth = 1 AND (kind IS NULL OR kind = 'FIRST')
      AND began_at >= $start AND began_at < $end
      AND began_at::DATE + 90 <= (SELECT max(began_at)::DATE FROM visits)
)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE again_at::DATE - began_at::DATE <= 90) AS part,
       count(*) AS whole
FROM firsts
GROUP BY GROUPING SETS ((), (clinic))
