-- K20: of the steps due in the period and before the data end, those done on their day or before.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE done_on <= due_on) AS part,
       count(*) AS whole
FROM plan_steps
WHERE due_on >= $start AND due_on < $end
  AND due_on <= (SELECT max(began_at)::DATE FROM visits)
GROUP BY GROUPING SETS ((), (clinic))
