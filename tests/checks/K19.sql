-- K19: of the plans presented, those taken up.
SELECT grouping(clinic) AS is_total, clinic,
       count(accepted_on) AS part,
       count(*) AS whole
FROM plans
WHERE presented_on >= $start AND presented_on < $end
GROUP BY GROUPING SETS ((), (clinic))
