-- K48: the longest median wait of a payer's group of 20 or more, over the median wait of all.
WITH waits AS (
    SELECT clinic, payer,
           greatest(0, date_diff('second', greatest(arrived_at, (
               SELECT min(a.starts_at) FROM appointments a
               WHERE a.patient_id = v.patient_id AND a.outcome = 'KEPT'
                 AND a.walk_in IS DISTINCT FROM true
                 AND a.starts_at::DATE = v.began_at::DATE)), seen_at)) / 60 AS wait
    FROM visits v
    WHERE began_at >= $start AND began_at < $end AND seen_at >= arrived_at),
of_payers AS (
    SELECT grouping(clinic) AS is_total, clinic, payer, median(wait) AS middle
    FROM waits
    WHERE payer IS NOT NULL
    GROUP BY GROUPING SETS ((payer), (clinic, payer))
    HAVING count(*) >= 20),
of_all AS (
    SELECT grouping(clinic) AS is_total, clinic, median(wait) AS middle
    FROM waits
    GROUP BY GROUPING SETS ((), (clinic)))
SELECT a.is_total, a.clinic,
       coalesce(max(p.middle), 0) AS part,
       CASE WHEN max(p.middle) IS NULL THEN 0 ELSE round_even(a.middle, 0) END AS whole
FROM of_all a
LEFT JOIN of_payers p
  ON a.is_total = p.is_total AND a.clinic IS NOT DISTINCT FROM p.clinic
GROUP BY a.is_total, a.clinic, a.middle
