-- K40: the share who came within 90 days, drawn to be contacted less held out.
WITH drawn AS (
    SELECT experiment, a.patient_id, any_value(p.clinic) AS clinic,
           min(assigned_at)::DATE AS day, any_value(arm) AS arm
    FROM assignments a LEFT JOIN patients p ON p.patient_id = a.patient_id
    WHERE assigned_at >= $start AND assigned_at < $end
    GROUP BY experiment, a.patient_id
    HAVING count(DISTINCT arm) = 1
       AND min(assigned_at)::DATE + 90 <= (SELECT max(began_at)::DATE FROM visits)
), told AS (
    SELECT drawn.*, EXISTS (
        SELECT 1 FROM visits v
        WHERE v.patient_id = drawn.patient_id
          AND v.began_at::DATE > day AND v.began_at::DATE <= day + 90
    )::INT AS came
    FROM drawn
)
SELECT grouping(clinic) AS is_total, clinic, experiment,
       avg(came) FILTER (WHERE arm = 'TREATED')
           - avg(came) FILTER (WHERE arm = 'HELD_OUT') AS value,
       count(*) AS n
FROM told
GROUP BY GROUPING SETS ((experiment), (clinic, experiment))
