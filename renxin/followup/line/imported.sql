    UNION ALL
    SELECT id, patient_id, clinic_id, doctor_id, COALESCE(ended_at, began_at)
    FROM visits_visit
    WHERE clinic_id = %s AND began_at >= %s AND number IS NULL AND {{whose}}
