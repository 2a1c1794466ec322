-- K11: of the patients first seen in the period, those somebody brought.
WITH ordered AS (
    SELECT *, row_number() OVER (PARTITION BY patient_id ORDER BY began_at) AS nth FROM visits
), brought AS (
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
SELECT grouping(o.clinic) AS is_total, o.clinic,
       count(b.patient_id) AS part,
       count(*) AS whole
FROM ordered o
LEFT JOIN brought b ON b.patient_id = o.patient_id
WHERE nth = 1 AND (kind IS NULL OR kind = 'FIRST') AND began_at >= $start AND began_at < $end
GROUP BY GROUPING SETS ((), (o.clinic))
