-- The soonest starts at which a doctor, a chair, assistants and a device are free.
WITH days AS (
    SELECT range_agg(tstzrange(
        greatest((day + %(not_before)s::time) AT TIME ZONE %(zone)s, %(now)s),
        greatest((day + %(not_after)s::time) AT TIME ZONE %(zone)s, %(now)s)
    )) AS wanted,
    tstzrange(
        min(day)::timestamp AT TIME ZONE %(zone)s - interval '1 day',
        max(day)::timestamp AT TIME ZONE %(zone)s + interval '2 days'
    ) AS around
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') series,
        LATERAL (SELECT series::date AS day) d
    WHERE extract(isodow FROM day)::int - 1 = ANY(%(weekdays)s::int[])
), at_work AS MATERIALIZED (
    SELECT shift.staff_id, shift.role, min(shift.chair_id) AS chair_id,
        min(shift.department_id) AS department_id,
        range_agg(shift.during) AS during
    FROM rosters_shift shift, days
    WHERE shift.clinic_id = %(clinic)s AND shift.during && days.around
        AND (shift.role <> 'DOCTOR'
            OR (cardinality(%(doctors)s::bigint[]) = 0
                OR shift.staff_id = ANY(%(doctors)s::bigint[]))
            AND NOT shift.staff_id = ANY(%(not_with)s::bigint[])
            AND (%(department)s::bigint IS NULL
                OR shift.department_id = %(department)s::bigint))
        AND (shift.role = 'DOCTOR' OR shift.role = 'ASSISTANT' AND %(assistants)s > 0)
    GROUP BY shift.staff_id, shift.role
), people AS MATERIALIZED (
    SELECT at_work.staff_id, at_work.role, at_work.chair_id, at_work.department_id,
        at_work.during - coalesce(away.during, '{}') - coalesce(taken.during, '{}')
            AS free
    FROM at_work CROSS JOIN days
    LEFT JOIN LATERAL (
        SELECT range_agg(leave.during) AS during FROM rosters_leave leave
        WHERE leave.staff_id = at_work.staff_id AND leave.taken_back_at IS NULL
            AND leave.during && days.around
    ) away ON TRUE
    LEFT JOIN LATERAL (
        SELECT range_agg(occupation.during) AS during
        FROM booking_resource resource
        JOIN booking_occupation occupation ON occupation.resource_id = resource.id
        LEFT JOIN booking_appointment request ON request.id = occupation.appointment_id
        WHERE resource.staff_id = at_work.staff_id
            AND occupation.during && days.around
            AND (request.held_until IS NULL OR request.held_until > %(now)s)
    ) taken ON TRUE
), things AS MATERIALIZED (
    SELECT chair.id AS chair_id, NULL::bigint AS device_id, chair.department_id,
        coalesce(taken.during, '{}') AS taken
    FROM clinics_chair chair CROSS JOIN days
    LEFT JOIN LATERAL (
        SELECT range_agg(occupation.during) AS during
        FROM booking_resource resource
        JOIN booking_occupation occupation ON occupation.resource_id = resource.id
        LEFT JOIN booking_appointment request ON request.id = occupation.appointment_id
        WHERE resource.chair_id = chair.id AND occupation.during && days.around
            AND (request.held_until IS NULL OR request.held_until > %(now)s)
    ) taken ON TRUE
    WHERE chair.clinic_id = %(clinic)s AND %(chairs)s > 0
    UNION ALL
    SELECT NULL, device.id, device.department_id, coalesce(taken.during, '{}')
    FROM clinics_equipment device CROSS JOIN days
    LEFT JOIN LATERAL (
        SELECT range_agg(occupation.during) AS during
        FROM booking_resource resource
        JOIN booking_occupation occupation ON occupation.resource_id = resource.id
        LEFT JOIN booking_appointment request ON request.id = occupation.appointment_id
        WHERE resource.equipment_id = device.id AND occupation.during && days.around
            AND (request.held_until IS NULL OR request.held_until > %(now)s)
    ) taken ON TRUE
    WHERE device.clinic_id = %(clinic)s AND %(device_kind)s <> ''
        AND device.kind = %(device_kind)s
), gaps AS (
    SELECT people.staff_id, people.chair_id, people.department_id,
        lower(gap) AS opens, upper(gap) - %(length)s AS last_start
    FROM people CROSS JOIN days, unnest(people.free * days.wanted) gap
    WHERE people.role = 'DOCTOR' AND upper(gap) - lower(gap) >= %(length)s
), starts AS (
    SELECT gaps.staff_id, gaps.chair_id, gaps.department_id, start
    FROM gaps, generate_series(
        date_bin('5 minutes', opens + interval '4 min 59.999 s', 'epoch'),
        last_start, interval '5 minutes'
    ) start
    ORDER BY start, staff_id
)
SELECT start, starts.staff_id, chair.chair_id, helpers.ids, device.device_id
FROM starts
LEFT JOIN LATERAL (
    SELECT things.chair_id FROM things
    WHERE things.chair_id IS NOT NULL AND NOT things.taken && tstzrange(
        start - %(preparation)s, start + %(length)s + %(cleanup)s)
    ORDER BY things.chair_id = starts.chair_id DESC NULLS LAST,
        things.department_id = starts.department_id DESC NULLS LAST, things.chair_id
    LIMIT 1
) chair ON %(chairs)s > 0
LEFT JOIN LATERAL (
    SELECT things.device_id FROM things
    WHERE things.device_id IS NOT NULL AND NOT things.taken && tstzrange(
        start - %(preparation)s, start + %(length)s + %(cleanup)s)
    ORDER BY things.device_id LIMIT 1
) device ON %(device_kind)s <> ''
LEFT JOIN LATERAL (
    SELECT array_agg(staff_id) AS ids FROM (
        SELECT people.staff_id FROM people
        WHERE people.role = 'ASSISTANT' AND people.free @> tstzrange(
            start - %(preparation)s, start + %(length)s + %(cleanup)s)
        ORDER BY people.department_id = starts.department_id DESC NULLS LAST,
            people.staff_id
        LIMIT %(assistants)s
    ) chosen
) helpers ON %(assistants)s > 0
WHERE (%(chairs)s = 0 OR chair.chair_id IS NOT NULL)
    AND (%(device_kind)s = '' OR device.device_id IS NOT NULL)
    AND (%(assistants)s = 0 OR cardinality(helpers.ids) = %(assistants)s)
ORDER BY start, starts.staff_id
LIMIT %(enough)s
