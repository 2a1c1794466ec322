SELECT clinic_id, stands, count(*) FROM standing WHERE clinic_id = ANY(%s)
GROUP BY clinic_id, stands
