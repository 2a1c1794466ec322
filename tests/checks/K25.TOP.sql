-- K25.TOP: answers of four or five marks, for the eight elements.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE score >= 4) AS part,
       count(score) AS whole
FROM answers
WHERE asked_at >= $start AND asked_at < $end
  AND element IN ('ETHICS', 'TECHNIQUE', 'SERVICE', 'ENVIRONMENT', 'PRICE', 'EQUIPMENT', 'PROCESS', 'COMMUNICATION')
GROUP BY GROUPING SETS ((), (clinic))
