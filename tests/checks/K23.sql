-- K23: of those who told one of the four reasons, how many told each.
WITH told AS (
    SELECT l.reason, p.clinic
    FROM losses l LEFT JOIN patients p ON p.patient_id = l.patient_id
    WHERE l.learned_on >= $start AND l.learned_on < $end
      AND l.told IS DISTINCT FROM false
      AND l.reason IN ('MONEY', 'TIME', 'TRUST', 'OTHER')
)
SELECT true AS is_total, NULL AS clinic, reason, count(*) AS part,
       (SELECT count(*) FROM told) AS whole
FROM told GROUP BY reason
UNION ALL
SELECT false, clinic, reason, count(*),
       (SELECT count(*) FROM told t WHERE t.clinic IS NOT DISTINCT FROM told.clinic)
FROM told GROUP BY clinic, reason
