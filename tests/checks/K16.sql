-- K16: minutes devices were used over minutes they stood open, where the use is known.
SELECT grouping(clinic) AS is_total, clinic,
       coalesce(sum(used_minutes), 0) AS part,
       coalesce(sum(open_minutes), 0) AS whole
FROM capacity
WHERE day >= $start AND day < $end AND kind = 'DEVICE' AND used_minutes IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
