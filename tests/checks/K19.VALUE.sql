-- K19.VALUE: yuan of the plans taken up over yuan of those presented; the whole is told rounded.
SELECT grouping(clinic) AS is_total, clinic,
       coalesce(sum(value) FILTER (WHERE accepted_on IS NOT NULL), 0)::DOUBLE AS part,
       round(coalesce(sum(value), 0))::BIGINT AS whole
FROM plans
WHERE presented_on >= $start AND presented_on < $end AND value IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
