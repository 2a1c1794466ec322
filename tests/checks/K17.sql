-- K17: of all visits, those that an admission names as where it came from.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE visit_id IN (
           SELECT a.visit_id FROM admissions a WHERE a.visit_id IS NOT NULL)) AS part,
       count(*) AS whole
FROM visits
WHERE began_at >= $start AND began_at < $end
GROUP BY GROUPING SETS ((), (clinic))
