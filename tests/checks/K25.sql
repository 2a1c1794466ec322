-- K25: marks given over full marks, five an answer, for the eight elements.
SELECT grouping(clinic) AS is_total, clinic,
       coalesce(sum(score), 0) AS part,
       5 * count(score) AS whole
FROM answers
WHERE asked_at >= $start AND asked_at < $end
  AND element IN ('ETHICS', 'TECHNIQUE', 'SERVICE', 'ENVIRONMENT', 'PRICE', 'EQUIPMENT', 'PROCESS', 'COMMUNICATION')
GROUP BY GROUPING SETS ((), (clinic))
