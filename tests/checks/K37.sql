-- K37: of the items of checklists that were due, those done.
SELECT grouping(clinic) AS is_total, clinic,
       count(done_at) AS part,
       count(*) AS whole
FROM duties
WHERE due_at >= $start AND due_at < $end
GROUP BY GROUPING SETS ((), (clinic))
