-- K47: of the reports whose result is written down, those that found something.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE positive) AS part,
       count(*) AS whole
FROM reports LEFT JOIN patients USING (patient_id)
WHERE day >= $start AND day < $end AND positive IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
