-- K35.REPLY: of the referrals made and seen, those reported back.
SELECT grouping(clinic) AS is_total, clinic,
       count(reported_at) AS part,
       count(*) AS whole
FROM referrals LEFT JOIN patients USING (patient_id)
WHERE made_at >= $start AND made_at < $end AND seen_at IS NOT NULL
GROUP BY GROUPING SETS ((), (clinic))
