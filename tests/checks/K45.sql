-- K45: of the wordings written, those barred or sent to a second person.
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE worst IN ('BLOCK', 'REVIEW')) AS part,
       count(*) AS whole
FROM drafts
WHERE drafted_at >= $start AND drafted_at < $end
GROUP BY GROUPING SETS ((), (clinic))
