"""What a house said to its patients, and what is left to say; by SQL.

A page's worth is open in the smallest house already: messages nobody knows the fate of,
calls that are due, a list drawn, a line counted.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.followup.line import morning
from renxin.followup.models import LineStart
from renxin.protocols import library
from renxin.staff.models import Staff

MESSAGES = (
    # Four messages a patient, over two years; forty wait.
    """
    INSERT INTO voice_message (patient_id, clinic_id, contact_point_id, purpose, saying,
        fields, language, about, about_id, about_at, not_before, not_after, made_at,
        out_id, law, tries, channel, refused_by, ended_at)
    SELECT e.patient_id, e.clinic_id, r.contact_point_id, 'SVC_MSG', 'EVE',
        '{"doctor": "李予安"}', 'zh-hans', 'bench', e.patient_id * 8 + n,
        said + interval '1 day', said, said + interval '20 hours', said,
        gen_random_uuid(), '', 1, 'aliyun', '',
        CASE WHEN e.patient_id > 40 OR n > 0 THEN said END
    FROM patients_enrolment e
    JOIN patients_reach r ON r.patient_id = e.patient_id
    CROSS JOIN generate_series(0, 3) n
    CROSS JOIN LATERAL (SELECT now() - (n * 180 + e.patient_id %% 170)
        * interval '1 day' AS said) made
    """,
    """
    INSERT INTO voice_dispatch (message_id, channel, receipt, words, outside_id, at)
    SELECT id, 'aliyun', 'DELIVERED', '【东院】明天下午李予安医生等您', '', ended_at
    FROM voice_message WHERE ended_at IS NOT NULL AND id %% 10 < 8
    """,
    """
    INSERT INTO voice_withheld (message_id, why, at)
    SELECT id, 'STOPPED', ended_at FROM voice_message
    WHERE ended_at IS NOT NULL AND id %% 10 = 8
    """,
    """
    INSERT INTO voice_doubt (message_id, channel, words, at)
    SELECT id, 'aliyun', '【东院】明天下午李予安医生等您', ended_at FROM voice_message
    WHERE ended_at IS NOT NULL AND id %% 10 = 9
    """,
    # A person decided about all but the first few.
    """
    INSERT INTO voice_doubtsettled (doubt_id, found, by_id, at)
    SELECT message_id, 'ARRIVED', %(who)s, at FROM voice_doubt
    WHERE message_id > 600
    """,
)

A_LIST = """
    WITH drawn AS (
        INSERT INTO followup_minedlist (clinic_id, sort, found, without_consent,
            left_in_peace, beyond, by_id, at)
        VALUES (%(clinic)s, 'PLAN', 50, 0, 0, 0, %(who)s, now())
        RETURNING id
    )
    INSERT INTO followup_listrow (mined_list_id, patient_id, place, why, is_agreed)
    SELECT drawn.id, patient_id, row_number() OVER (ORDER BY patient_id), '还差两次',
        true
    FROM patients_enrolment, drawn WHERE clinic_id = %(clinic)s
    ORDER BY patient_id LIMIT 50
    """


def say(*, at: datetime | None = None) -> None:
    """Messages of two years, the protocols of the house, a list, and a counted line."""
    at = at or timezone.now()
    clinic = Clinic.objects.order_by("pk")[0]
    who = Staff.objects.get(username="bai")
    with connection.cursor() as cursor:
        for statement in (*MESSAGES, A_LIST):
            cursor.execute(statement, {"who": who.pk, "clinic": clinic.pk})
    library.furnish(at=at)
    day = timezone.localdate(at) - timedelta(days=30)
    LineStart.objects.create(clinic=clinic, counted_from=day, by=who, at=at)
    morning.count_the_line(at=at.replace(hour=4))
