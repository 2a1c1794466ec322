-- K46: yuan received for drugs over all yuan received, less refunds; the whole is told rounded.
SELECT grouping(clinic) AS is_total, clinic,
       coalesce(sum(amount - coalesce(refunded, 0)) FILTER (WHERE kind = 'DRUG'), 0)::DOUBLE AS part,
       round_even(coalesce(sum(amount - coalesce(refunded, 0)), 0), 0)::BIGINT AS whole
FROM charges
WHERE day >= $start AND day < $end AND kind IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
