-- K18: days a bed was in use out of days it stood open, where the use is known.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE used_minutes > 0) AS part,
       count(*) AS whole
FROM capacity
WHERE day >= $start AND day < $end AND kind = 'BED'
  AND used_minutes IS NOT NULL AND open_minutes > 0
GROUP BY GROUPING SETS ((), (clinic))
