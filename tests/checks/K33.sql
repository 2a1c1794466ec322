-- K33: of the calls made, those that reached somebody.
SELECT grouping(p.clinic) AS is_total, p.clinic,
       count(*) FILTER (WHERE reached) AS part,
       count(*) AS whole
FROM calls c LEFT JOIN patients p ON p.patient_id = c.patient_id
WHERE called_at >= $start AND called_at < $end
GROUP BY GROUPING SETS ((), (p.clinic))
