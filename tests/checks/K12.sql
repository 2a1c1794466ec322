-- K12: of the patients seen in the period, those who brought somebody in it.
WITH brought AS (
    SELECT patient_id, arg_min(by_patient_id, (day, by_patient_id)) AS by_patient_id, min(day) AS day
    FROM (
        SELECT patient_id, by_patient_id, day FROM introductions
        UNION ALL
        SELECT patient_id, introduced_by,
               coalesce(registered_on, (SELECT min(began_at)::DATE FROM visits v
                                        WHERE v.patient_id = patients.patient_id))
        FROM patients WHERE introduced_by IS NOT NULL
    )
    WHERE patient_id <> by_patient_id
    GROUP BY patient_id
)
SELECT grouping(v.clinic) AS is_total, v.clinic,
       count(DISTINCT v.patient_id) FILTER (WHERE v.patient_id IN (
           SELECT by_patient_id FROM brought WHERE day >= $start AND day < $end
       )) AS part,
       count(DISTINCT v.patient_id) AS whole
FROM visits v
WHERE v.began_at >= $start AND v.began_at < $end
GROUP BY GROUPING SETS ((), (v.clinic))
