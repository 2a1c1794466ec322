-- K24: patients contacted to win them back, and who came within 90 days of it.
WITH contacted AS (
    SELECT m.patient_id, any_value(p.clinic) AS clinic, min(m.sent_at)::DATE AS day
    FROM messages m LEFT JOIN patients p ON p.patient_id = m.patient_id
    WHERE m.purpose = 'WIN_BACK' AND m.sent_at >= $start AND m.sent_at < $end
      AND m.sent_at::DATE + 90 <= (SELECT max(began_at)::DATE FROM visits)
    GROUP BY m.patient_id
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
