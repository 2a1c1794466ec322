-- K44: wishes to hear from us no more, against the messages sent.
WITH rows AS (
    SELECT patient_id, 1 AS part, 0 AS whole FROM opt_outs
    WHERE asked_at >= $start AND asked_at < $end
    UNION ALL
    SELECT patient_id, 0, 1 FROM messages WHERE sent_at >= $start AND sent_at < $end
)
SELECT grouping(clinic) AS is_total, clinic, sum(part) AS part, sum(whole) AS whole
FROM rows LEFT JOIN patients USING (patient_id)
GROUP BY GROUPING SETS ((), (clinic))
