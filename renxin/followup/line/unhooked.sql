SELECT patient_id, visit_id, at, stands FROM standing
WHERE stands IN ('BROKEN', 'EXPLAINED') AND clinic_id = ANY(%s)
ORDER BY at DESC, patient_id
