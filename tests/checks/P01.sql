-- P01: of the promises due and not released, those kept at all.
SELECT grouping(p.clinic) AS is_total, p.clinic,
       count(*) FILTER (WHERE kept_at IS NOT NULL) AS part,
       count(*) AS whole
FROM promises o LEFT JOIN patients p ON p.patient_id = o.patient_id
WHERE due_at >= $start AND due_at < $end AND released_at IS NULL
  AND due_at::DATE <= (SELECT max(began_at)::DATE FROM visits)
GROUP BY GROUPING SETS ((), (p.clinic))
