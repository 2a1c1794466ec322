-- K35: of the referrals made, those whose patient was seen.
SELECT grouping(clinic) AS is_total, clinic,
       count(seen_at) AS part,
       count(*) AS whole
FROM referrals LEFT JOIN patients USING (patient_id)
WHERE made_at >= $start AND made_at < $end
GROUP BY GROUPING SETS ((), (clinic))
