-- The soonest starts at which a doctor, a chair, assistants and a device are free.
WITH days AS MATERIALIZED (
    SELECT day::timestamp AT TIME ZONE %(zone)s AS begins,
        (day + 1)::timestamp AT TIME ZONE %(zone)s AS ends,
        tstzrange(
            greatest((day + %(not_before)s::time) AT TIME ZONE %(zone)s, %(now)s),
            greatest((day + %(not_after)s::time) AT TIME ZONE %(zone)s, %(now)s)
        ) AS wanted
    FROM unnest(%(days)s::date[]) day
), taken AS MATERIALIZED (
    -- What is taken ends on the day it begins; a request that lapsed takes nothing.
    SELECT occupation.resource_id, range_agg(occupation.during) AS during
    FROM days JOIN booking_occupation occupation
        ON lower(occupation.during) >= days.begins - %(widest)s
        AND lower(occupation.during) < days.ends
    WHERE occupation.appointment_id IS NULL OR occupation.appointment_id NOT IN (
        SELECT id FROM booking_appointment WHERE held_until <= %(now)s
    )
    GROUP BY occupation.resource_id
), at_work AS MATERIALIZED (
    SELECT shift.staff_id, shift.role, min(shift.chair_id) AS chair_id,
        min(shift.department_id) AS department_id,
        range_agg(shift.during) AS during
    FROM days JOIN rosters_shift shift
        ON lower(shift.during) >= days.begins - interval '12 hours'
        AND lower(shift.during) < days.ends
    WHERE shift.clinic_id = %(clinic)s AND (
        shift.role = 'ASSISTANT' AND %(assistants)s > 0
        OR shift.role = 'DOCTOR'
        AND (cardinality(%(doctors)s::bigint[]) = 0
            OR shift.staff_id = ANY(%(doctors)s::bigint[]))
        AND NOT shift.staff_id = ANY(%(not_with)s::bigint[])
        AND (%(department)s::bigint IS NULL
            OR shift.department_id = %(department)s::bigint)
    )
    GROUP BY shift.staff_id, shift.role
), away AS MATERIALIZED (
    SELECT leave.staff_id, range_agg(leave.during) AS during
    FROM rosters_leave leave
    WHERE leave.taken_back_at IS NULL
        AND leave.during && (SELECT tstzrange(min(begins), max(ends)) FROM days)
    GROUP BY leave.staff_id
), people AS MATERIALIZED (
    SELECT at_work.staff_id, at_work.role, at_work.chair_id, at_work.department_id,
        at_work.during - coalesce(away.during, '{}') - coalesce(taken.during, '{}')
            AS free
    FROM at_work
    LEFT JOIN away ON away.staff_id = at_work.staff_id
    LEFT JOIN booking_resource resource ON resource.staff_id = at_work.staff_id
    LEFT JOIN taken ON taken.resource_id = resource.id
), chairs AS MATERIALIZED (
    SELECT chair.id, chair.department_id, coalesce(taken.during, '{}') AS taken
    FROM clinics_chair chair
    LEFT JOIN booking_resource resource ON resource.chair_id = chair.id
    LEFT JOIN taken ON taken.resource_id = resource.id
    WHERE chair.clinic_id = %(clinic)s AND %(chairs)s > 0
), devices AS MATERIALIZED (
    SELECT device.id, coalesce(taken.during, '{}') AS taken
    FROM clinics_equipment device
    LEFT JOIN booking_resource resource ON resource.equipment_id = device.id
    LEFT JOIN taken ON taken.resource_id = resource.id
    WHERE device.clinic_id = %(clinic)s AND %(device_kind)s <> ''
        AND device.kind = %(device_kind)s
), starts AS (
    SELECT people.staff_id, people.chair_id, people.department_id, start,
        tstzrange(
            start - %(preparation)s, start + %(length)s + %(cleanup)s
        ) AS whole
    FROM people, unnest(
        people.free * (SELECT range_agg(wanted) FROM days)
    ) gap, generate_series(
        date_bin('5 minutes', lower(gap) + interval '4 min 59.999 s', 'epoch'),
        upper(gap) - %(length)s, interval '5 minutes'
    ) start
    WHERE people.role = 'DOCTOR'
    ORDER BY start, people.staff_id
)
SELECT start, starts.staff_id, chair.id, helpers.ids, device.id
FROM starts
LEFT JOIN LATERAL (
    SELECT chairs.id FROM chairs WHERE NOT chairs.taken && starts.whole
    ORDER BY chairs.id = starts.chair_id DESC NULLS LAST,
        chairs.department_id = starts.department_id DESC NULLS LAST, chairs.id
    LIMIT 1
) chair ON TRUE
LEFT JOIN LATERAL (
    SELECT devices.id FROM devices WHERE NOT devices.taken && starts.whole
    ORDER BY devices.id LIMIT 1
) device ON TRUE
LEFT JOIN LATERAL (
    SELECT array_agg(staff_id) AS ids FROM (
        SELECT people.staff_id FROM people
        WHERE people.role = 'ASSISTANT' AND people.free @> starts.whole
        ORDER BY people.department_id = starts.department_id DESC NULLS LAST,
            people.staff_id
        LIMIT %(assistants)s
    ) chosen
) helpers ON TRUE
WHERE (%(chairs)s = 0 OR chair.id IS NOT NULL)
    AND (%(device_kind)s = '' OR device.id IS NOT NULL)
    AND (%(assistants)s = 0 OR cardinality(helpers.ids) = %(assistants)s)
ORDER BY start, starts.staff_id
LIMIT %(enough)s
