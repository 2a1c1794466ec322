-- K31: of the follow-ups due, those done at all; one forgotten was due all the same.
SELECT grouping(p.clinic) AS is_total, p.clinic,
       count(kept_at) AS part,
       count(*) AS whole
FROM promises o LEFT JOIN patients p ON p.patient_id = o.patient_id
WHERE due_at >= $start AND due_at < $end AND kind IN ('CALL', 'CALL_BACK')
  AND (released_at IS NULL OR release_reason = 'FORGOTTEN')
  AND due_at::DATE <= (SELECT max(began_at)::DATE FROM visits)
GROUP BY GROUPING SETS ((), (p.clinic))
