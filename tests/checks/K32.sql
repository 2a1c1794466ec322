-- K32: of the follow-ups due, those done from their first day to their last.
SELECT grouping(p.clinic) AS is_total, p.clinic,
       count(*) FILTER (
           WHERE kept_at::DATE BETWEEN coalesce(due_from, '1900-01-01')::DATE
               AND due_at::DATE
       ) AS part,
       count(*) AS whole
FROM promises o LEFT JOIN patients p ON p.patient_id = o.patient_id
WHERE due_at >= $start AND due_at < $end AND kind IN ('CALL', 'CALL_BACK')
  AND (released_at IS NULL OR release_reason = 'FORGOTTEN')
  AND due_at::DATE <= (SELECT max(began_at)::DATE FROM visits)
GROUP BY GROUPING SETS ((), (p.clinic))
