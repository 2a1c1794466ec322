-- K36: of the visits of which it is written down, those that went back to the doctor.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE back_to_doctor) AS part,
       count(*) AS whole
FROM visits
WHERE began_at >= $start AND began_at < $end AND back_to_doctor IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
