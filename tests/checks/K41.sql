-- K41: assistants on duty to each doctor on duty.
SELECT grouping(clinic) AS is_total, clinic,
       coalesce(sum(assistants), 0) AS part,
       coalesce(sum(doctors), 0) AS whole
FROM duty
WHERE day >= $start AND day < $end
GROUP BY GROUPING SETS ((), (clinic))
