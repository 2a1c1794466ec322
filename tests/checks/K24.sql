-- K24: patients contacted to win them back, and who came within 90 days of it.
WITH contacts AS (
    SELECT patient_id, sent_at AS at FROM messages WHERE purpose = 'WIN_BACK'
    UNION ALL
    SELECT patient_id, called_at FROM calls WHERE kind = 'WIN_BACK'
), contacted AS (
    SELECT c.patient_id, any_value(p.clinic) AS clinic, min(c.at)::DATE AS day
    FROM contacts c LEFT JOIN patients p ON p.patient_id = c.patient_id
    WHERE c.at >= $start AND c.at < $end
      AND c.at::DATE + 90 <= (SELECT max(began_at)::DATE FROM visits)
    GROUP BY c.patient_id
)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM visits v
           WHERE v.patient_id = contacted.patient_id
             AND v.began_at::DATE > day AND v.began_at::DATE <= day + 90
       )) AS part,
       count(*) AS whole
FROM contacted
GROUP BY GROUPING SETS ((), (clinic))
