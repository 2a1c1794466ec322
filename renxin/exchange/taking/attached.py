"""What hangs on a patient: phones and addresses, documents, clinics, refusals."""

from django.db import models
from psycopg import sql

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.history import History
from renxin.exchange.taking.portions import marks
from renxin.exchange.taking.statements import do, named, raw, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.verdict import any_older, changed
from renxin.patients.models import IdentityDocument, Reach

# Every way to reach somebody that a row brings and the record does not have. A
# phone ended at the desk comes back only where the file says something new of it.
OFFERED = """
CREATE TEMP TABLE offered AS
SELECT DISTINCT ON (object_id, kind, value) object_id, verdict, kind, value, whose, rank
FROM (
    SELECT object_id, verdict, place, 'PHONE' AS kind, s_phone AS value,
        coalesce(s_phone_of, 'OWN') AS whose, 1 AS rank
    FROM judged WHERE s_phone IS NOT NULL AND (verdict <> 'changed' OR {phone})
    UNION ALL
    SELECT object_id, verdict, place, 'PHONE', s_other_phone, 'OWN', 2
    FROM judged
    WHERE s_other_phone IS NOT NULL AND (verdict <> 'changed' OR {other_phone})
    UNION ALL
    SELECT object_id, verdict, place, 'EMAIL', s_email, 'OWN', 3
    FROM judged WHERE s_email IS NOT NULL AND (verdict <> 'changed' OR {email})
    UNION ALL
    SELECT object_id, verdict, place, 'WECHAT', s_wechat, 'OWN', 4
    FROM judged WHERE s_wechat IS NOT NULL AND (verdict <> 'changed' OR {wechat})
) ways
WHERE verdict IN ('new', 'changed', 'joined')
ORDER BY object_id, kind, value, rank, place
"""

# The tail of a number, without an extension, is what people search by.
POINTS = """
INSERT INTO patients_contactpoint (kind, value, backwards)
SELECT DISTINCT kind, value, reverse(split_part(value, ';', 1)) FROM offered
ORDER BY kind, value
ON CONFLICT DO NOTHING
"""

REACHES = """
WITH hung AS (
    INSERT INTO patients_reach (patient_id, contact_point_id, whose, rank, person_name)
    SELECT offered.object_id, point.id, offered.whose, offered.rank, ''
    FROM offered JOIN patients_contactpoint point
        ON point.kind = offered.kind AND point.value = offered.value
    WHERE offered.verdict {which}
    {clash}
    RETURNING id
)
{keep}
"""

DOCUMENTS = """
WITH hung AS (
    INSERT INTO patients_identitydocument
        (patient_id, kind, sealed, index, masked, reason)
    SELECT object_id, s_doc_kind, s_doc_sealed, s_doc_index, s_doc_masked, ''
    FROM judged
    WHERE s_doc_index IS NOT NULL AND verdict {which}
        AND (verdict <> 'changed' OR {document})
        AND NOT (verdict <> 'new' AND EXISTS (
            SELECT FROM patients_identitydocument there
            WHERE there.patient_id = object_id AND there.index = s_doc_index
                AND there.kind = s_doc_kind AND there.ended_at IS NULL
        ))
    RETURNING id
)
{keep}
"""

ENROLMENTS = """
WITH hung AS (
    INSERT INTO patients_enrolment (patient_id, clinic_id, at, by_id)
    SELECT DISTINCT object_id, s_clinic_id, %(at)s::timestamptz, %(by)s::bigint
    FROM judged WHERE verdict {which}
    {clash}
    RETURNING id
)
{keep}
"""

# A refusal of the earlier system is kept; an agreement is not, for there is no
# evidence of it. So an import never revives a consent.
REFUSALS = """
INSERT INTO patients_consent (patient_id, purpose, answer, channels, given_by,
    initiative, method, text_version, language, evidence, given_at, by_id)
SELECT DISTINCT object_id, purpose, 'REFUSED', '', 'OWN', 'PATIENT', 'IMPORTED',
    'import', 'zh-hans', 'import ' || %(import)s::text, %(at)s::timestamptz,
    %(by)s::bigint
FROM judged CROSS JOIN unnest(ARRAY['SVC_MSG', 'RECALL', 'MKT']) purpose
WHERE s_refuses_contact AND (verdict <> 'same')
    AND (verdict <> 'changed' OR {refuses_contact})
    AND NOT EXISTS (
        SELECT FROM patients_consent last
        WHERE last.patient_id = object_id AND last.purpose = purpose.purpose
            AND last.answer = 'REFUSED' AND NOT EXISTS (
                SELECT FROM patients_consent later
                WHERE later.patient_id = object_id AND later.purpose = last.purpose
                    AND later.given_at > last.given_at
            )
    )
"""

COUNTED = "SELECT count(*) FROM hung"
KEPT = """
INSERT INTO exchange_addition (made_by_id, "table", object_id)
SELECT %(import)s, {table}, id FROM hung
"""
SINCE = """
SELECT part.id FROM {table} part WHERE part.id > {mark} AND (
    part.patient_id IN (SELECT object_id FROM judged WHERE verdict = 'new')
    OR part.id IN (
        SELECT object_id FROM exchange_addition
        WHERE made_by_id = %(import)s AND "table" = {name}
    )
)
"""
HUNG = (
    (REACHES, "patients_reach"),
    (DOCUMENTS, "patients_identitydocument"),
    (ENROLMENTS, "patients_enrolment"),
)
PARTS: tuple[tuple[type[models.Model], str], ...] = (
    (Reach, "patients_reach"),
    (IdentityDocument, "patients_identitydocument"),
)
ADDED_TO = "IN ('changed', 'joined')"
PASSED_OVER = "ON CONFLICT DO NOTHING"


def attach(stretch: Stretch, history: History) -> None:
    """Hang on each record what its row brings; on older records, note it down."""
    fields = ("phone", "other_phone", "email", "wechat", "document", "refuses_contact")
    said = {name: changed(Kind.PATIENTS, name) for name in fields}
    older = any_older()
    do("DROP TABLE IF EXISTS offered")
    do(written(OFFERED, **said))
    do("ANALYZE offered (object_id, kind, value, verdict)")
    do(POINTS)
    before = marks()
    for statement, table in HUNG:
        # On a record made a moment ago nothing can hang twice.
        new = {"which": raw("= 'new'"), "keep": raw(COUNTED), "clash": raw("")}
        do(written(statement, **said, **new), stretch.values)
        if older:
            kept = written(KEPT, table=sql.Literal(table))
            old = {"which": raw(ADDED_TO), "keep": kept, "clash": raw(PASSED_OVER)}
            do(written(statement, **said, **old), stretch.values)
    do(written(REFUSALS, **said), stretch.values)
    for model, table in PARTS:
        since = written(
            SINCE,
            table=named(table),
            name=sql.Literal(table),
            mark=sql.Literal(before[table]),
        )
        history.write(model, "insert", since)
