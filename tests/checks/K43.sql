-- K43: of the patients seen, those whose last word on a purpose is a yes that holds.
WITH seen AS (
    SELECT DISTINCT patient_id, clinic FROM visits
    WHERE began_at >= $start AND began_at < $end
), said AS (
    SELECT patient_id, purpose,
           first(answer = 'GIVEN' AND coalesce(expires_at >= $end, true)
               AND coalesce(withdrawn_at >= $end, true) ORDER BY given_at DESC,
               answer = 'GIVEN' AND coalesce(expires_at >= $end, true)
               AND coalesce(withdrawn_at >= $end, true)) AS holds
    FROM consents WHERE given_at < $end
    GROUP BY patient_id, purpose
), held AS (SELECT patient_id, purpose FROM said WHERE holds)
SELECT grouping(clinic) AS is_total, clinic, purpose,
       count(DISTINCT held.patient_id) AS part,
       count(DISTINCT seen.patient_id) AS whole
FROM seen CROSS JOIN (SELECT DISTINCT purpose FROM consents) all_of_them
    LEFT JOIN held USING (patient_id, purpose)
GROUP BY GROUPING SETS ((purpose), (clinic, purpose))
