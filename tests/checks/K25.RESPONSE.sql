-- K25.RESPONSE: questions answered, for the eight elements.
SELECT grouping(clinic) AS is_total, clinic,
       count(score) AS part,
       count(*) AS whole
FROM answers
WHERE asked_at >= $start AND asked_at < $end
  AND element IN ('ETHICS', 'TECHNIQUE', 'SERVICE', 'ENVIRONMENT', 'PRICE', 'EQUIPMENT', 'PROCESS', 'COMMUNICATION')
GROUP BY GROUPING SETS ((), (clinic))
