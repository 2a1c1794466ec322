-- K13: money received less refunds, over the persons who paid; in yuan.
SELECT grouping(clinic) AS is_total, clinic,
       sum(amount - coalesce(refunded, 0)) AS part,
       count(DISTINCT patient_id) FILTER (WHERE amount - coalesce(refunded, 0) > 0) AS whole
FROM charges
WHERE day >= $start AND day < $end
GROUP BY GROUPING SETS ((), (clinic))
