-- K10: of the doctors' shifts in which anyone was seen, those begun at most 5 minutes late.
WITH begun AS (
    SELECT s.clinic, s.starts_at,
           (SELECT min(v.seen_at) FROM visits v
            WHERE v.doctor = s.staff AND v.seen_at::DATE = s.starts_at::DATE
              AND v.seen_at >= s.starts_at - INTERVAL 30 MINUTE
              AND v.seen_at < s.ends_at) AS first_seen,
           (SELECT min(a.starts_at) FROM appointments a
            WHERE a.doctor = s.staff AND a.outcome = 'KEPT'
              AND a.walk_in IS DISTINCT FROM true
              AND a.starts_at::DATE = s.starts_at::DATE
              AND a.starts_at >= s.starts_at AND a.starts_at < s.ends_at) AS first_booked
    FROM shifts s
    WHERE s.role = 'DOCTOR' AND s.starts_at >= $start AND s.starts_at < $end)
SELECT grouping(clinic) AS is_total, clinic,
       count(*) FILTER (
           WHERE first_seen - coalesce(first_booked, starts_at) <= INTERVAL 5 MINUTE) AS part,
       count(*) AS whole
FROM begun
WHERE first_seen IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
