-- K21: of the plans running at the end, those whose patient stays away over twice the planned gap.
WITH ends AS (SELECT least($end, (SELECT max(began_at)::DATE + 1 FROM visits)) AS day),
running AS (
    SELECT p.clinic, p.gap_days,
           date_diff('day', greatest(p.accepted_on, (
               SELECT max(v.began_at)::DATE FROM visits v
               WHERE v.patient_id = p.patient_id AND v.began_at < ends.day)), ends.day) AS away
    FROM plans p, ends
    WHERE p.accepted_on < ends.day AND (p.finished_on IS NULL OR p.finished_on >= ends.day)
      AND p.gap_days IS NOT NULL)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (WHERE away > 2 * gap_days) AS part,
       count(*) AS whole
FROM running
GROUP BY GROUPING SETS ((), (clinic))
