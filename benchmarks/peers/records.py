"""What the days of a house leave behind: steps, plans, referrals, checks; by SQL.

What is open at a time is a page long in the smallest house already, so that a large one
differs by how much there is, and not by how much of it is shown.
"""

from django.db import connection

from renxin.clinics.models import Clinic
from renxin.safety import checklist
from renxin.staff.models import Staff
from renxin.visits.models.station import furnish

RECORDS = (
    """
    INSERT INTO visits_stageentry (visit_id, station_id, stage, entered_at, begun_at,
        left_at)
    SELECT v.id, s.id, s.stage, v.began_at + s.position * interval '5 minutes',
        v.began_at + s.position * interval '5 minutes' + interval '3 minutes',
        v.began_at + s.position * interval '5 minutes' + interval '5 minutes'
    FROM visits_visit v JOIN visits_station s ON s.clinic_id = v.clinic_id
        AND s.stage IN ('CONSULTATION', 'BACK_TO_DOCTOR')
    """,
    # One in four has had a plan; open are those of the first four hundred, and one in
    # twenty of all the others.
    """
    INSERT INTO plans_plan (version, patient_id, clinic_id, doctor_id, made_by_id,
        condition, made_at, ended_at)
    SELECT 1, patient_id, clinic_id, %(doctor)s, %(doctor)s, '牙周',
        now() - patient_id %% 700 * interval '1 day' - interval '1 hour',
        CASE WHEN patient_id > 400 AND patient_id %% 20 > 0 THEN now() END
    FROM patients_enrolment
    WHERE patient_id <= 400 OR patient_id %% 20 = 0 OR patient_id %% 5 = 1
    """,
    """
    INSERT INTO plans_planitem (plan_id, phase, place, name, tooth, quantity,
        unit_price_fen, price_reason, sittings, minutes, every_days, written_at,
        written_by_id)
    SELECT p.id, 'INTERVENTION', n, '洁牙', '', 1, 20000, '清单外', 2, 30, 7, p.made_at,
        p.doctor_id
    FROM plans_plan p, generate_series(1, 3) n
    """,
    """
    INSERT INTO plans_presentation (plan_id, version, content, digest, total_fen, at,
        by_id)
    SELECT id, 1, '{"alternatives": [{"kind": "OTHER_WAY"}, {"kind": "NO_TREATMENT"}]}',
        '', 60000, made_at, doctor_id
    FROM plans_plan WHERE id %% 8 > 0
    """,
    """
    INSERT INTO plans_acceptance (presentation_id, is_whole, total_fen, signer,
        signer_name, strokes, digest, at, by_id)
    SELECT id, true, 60000, 'PATIENT', '王芳', 'M1 1L90 90', '', at, by_id
    FROM plans_presentation WHERE plan_id %% 8 > 4
    """,
    """
    INSERT INTO plans_accepteditem (acceptance_id, item_id)
    SELECT a.id, i.id FROM plans_acceptance a
    JOIN plans_presentation p ON p.id = a.presentation_id
    JOIN plans_planitem i ON i.plan_id = p.plan_id
    """,
    """
    INSERT INTO plans_finish (plan_id, how, reason, at, by_id)
    SELECT id, 'DONE', '', ended_at, doctor_id FROM plans_plan
    WHERE ended_at IS NOT NULL
    """,
    # One in ten was referred; open are those of the first two hundred, and one in two
    # hundred of all the others. Each open one hangs on a promise.
    """
    WITH asked AS (
        SELECT patient_id, clinic_id, row_number() OVER (ORDER BY patient_id) AS n
        FROM patients_enrolment WHERE patient_id <= 200 OR patient_id %% 10 = 3
    ), owed AS (
        INSERT INTO promises_promise (patient_id, clinic_id, kind, what, why, words,
            asks, due_from, due_at, made_at, owner_role, ended_at)
        SELECT patient_id, clinic_id, 'OTHER', '答复转诊', '', '', '', now(),
            now() + n %% 500 * interval '1 hour', now(), 'DOCTOR',
            CASE WHEN patient_id > 200 AND patient_id %% 200 <> 3 THEN now() END
        FROM asked ORDER BY n
        RETURNING id, patient_id, clinic_id, ended_at
    )
    INSERT INTO referrals_referral (kind, urgency, reason, question, sent_at, to_place,
        hop, ended_at, from_clinic_id, patient_id, promise_id, sent_by_id, to_clinic_id,
        to_doctor_id)
    SELECT 'CONSULT', 'ROUTINE', '46 自发痛三天', '',
        now() - id %% 300 * interval '1 day', '', 1,
        ended_at - id %% 300 * interval '1 day', clinic_id, patient_id, id, %(doctor)s,
        clinic_id, %(other)s
    FROM owed
    """,
    """
    INSERT INTO safety_painscore (visit_id, stage, score, done, by_id, at)
    SELECT id, 'TREATMENT', id %% 11, '加局麻', %(doctor)s, began_at
    FROM visits_visit WHERE id %% 2 = 0
    """,
    """
    INSERT INTO safety_infectioncheck (clinic_id, visit_id, half, day, version, batch,
        by_id, at)
    SELECT clinic_id, id, '', began_at::date, %(version)s, 'B-' || id / 40, %(doctor)s,
        began_at
    FROM visits_visit WHERE id %% 4 = 0
    """,
    """
    INSERT INTO safety_lateeffect (visit_id, asked_on, days_since, effect, words, by_id,
        at)
    SELECT id, began_at::date, 0, CASE id %% 10 WHEN 0 THEN 'NUMBNESS' ELSE 'NONE' END,
        '', %(doctor)s, began_at
    FROM visits_visit WHERE id %% 10 < 2
    """,
    """
    INSERT INTO safety_adverseevent (clinic_id, what, could_have, severity, place,
        happened_on, reported_on, token, by_id)
    SELECT clinic_id, '车针滑脱', '', 'NONE', '', began_at::date, began_at::date,
        gen_random_uuid(), NULL
    FROM visits_visit WHERE id %% 500 = 0
    """,
)


def leave_behind() -> None:
    """All of it, under the names of two doctors."""
    for clinic in Clinic.objects.all():
        furnish(clinic)
    doctor, other = (
        Staff.objects.create(username=name, name=name) for name in ("bai", "luo")
    )
    told = {"doctor": doctor.pk, "other": other.pk, "version": checklist.current()}
    with connection.cursor() as cursor:
        for statement in RECORDS:
            cursor.execute(statement, told)
