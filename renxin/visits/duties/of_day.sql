-- Of everybody who has left a station of a clinic on a day: what was owed to them
-- there by the versions that held, and how much of it was done.
SELECT entry.station_id,
       count(done.id) AS part,
       count(waived.id) FILTER (WHERE done.id IS NULL) AS left_out,
       count(*) AS whole
FROM visits_stageentry entry
JOIN visits_visit visit ON visit.id = entry.visit_id
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (list.role) list.id
    FROM visits_checklist list
    WHERE list.stage = entry.stage
      AND (list.clinic_id = visit.clinic_id OR list.clinic_id IS NULL)
      AND list.valid_from <= entry.entered_at
    ORDER BY list.role, list.clinic_id NULLS LAST, list.version DESC
) held
JOIN visits_duty duty ON duty.checklist_id = held.id AND duty.is_required
LEFT JOIN visits_dutydone done
       ON done.entry_id = entry.id AND done.duty_id = duty.id
      AND NOT EXISTS (SELECT FROM visits_dutytakenback back WHERE back.done_id = done.id)
LEFT JOIN visits_dutywaived waived
       ON waived.entry_id = entry.id AND waived.duty_id = duty.id
WHERE visit.clinic_id = %s AND visit.day = %s AND entry.left_at IS NOT NULL
  AND entry.station_id IS NOT NULL
GROUP BY entry.station_id
