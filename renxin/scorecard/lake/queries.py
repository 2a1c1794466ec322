"""The SQL of an extract: what stands in each month, and the rows of some months.

A month's mark is a hash over exactly the rows that would be written. So whatever
happened to them (an import taken back, a merge, a restored backup, a correction
by hand) the month shows it, and nothing has to be told to the lake.
"""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from psycopg import sql

from renxin.scorecard.lake.extract import Extract

# Records whose number starts so are somebody trying the system out.
TEST_NUMBERS = "TEST%"

# Where a merged record ends up; which clinic knew a patient first; who brought
# whom, told of the records that stand.
KEPT = """
    kept (id, to_id) AS (
        SELECT id, merged_into_id FROM patients_patient
        WHERE merged_into_id IS NOT NULL
    ),
    known AS (
        SELECT DISTINCT ON (patient_id) patient_id, clinic_id
        FROM patients_enrolment ORDER BY patient_id, at, id
    ),
    introduced AS (
        SELECT DISTINCT ON (by_patient_id, patient_id) * FROM (
            SELECT i.id, i.day,
                coalesce(giver.to_id, i.by_patient_id) AS by_patient_id,
                coalesce(comer.to_id, i.patient_id) AS patient_id
            FROM outreach_introduction i
            LEFT JOIN kept giver ON giver.id = i.by_patient_id
            LEFT JOIN kept comer ON comer.id = i.patient_id
        ) told
        WHERE by_patient_id <> patient_id
        ORDER BY by_patient_id, patient_id, day, id
    ),
    brought AS (
        SELECT DISTINCT ON (patient_id) patient_id, by_patient_id
        FROM introduced ORDER BY patient_id, day, id
    )
"""

ROWS = sql.SQL("""
    WITH {kept}, filed AS (
        SELECT to_char({day}, 'YYYY-MM') AS month, {key} AS key,
            coalesce(kept.to_id, {patient})::text AS patient_id, {columns}
        FROM {rows} LEFT JOIN kept ON kept.id = {patient}
        WHERE {where} AND NOT EXISTS (
            SELECT FROM patients_patient trial
            WHERE trial.id = {patient} AND trial.number LIKE {trial}
        )
    )
""")
MARKS = sql.SQL("""
    SELECT month, count(*), bit_xor(hash_record_extended(filed, 0))
    FROM filed GROUP BY month ORDER BY month
""")
COPY = sql.SQL("""
    COPY ({filed} SELECT month, patient_id, {names} FROM filed
        WHERE month = ANY({months}) ORDER BY month, key)
    TO STDOUT (FORMAT csv)
""")


def shape(extract: Extract) -> str:
    """What the parts of a table are made by; another shape makes all of them anew."""
    return hashlib.sha256(filed(extract).as_bytes()).hexdigest()[:16]


def marks(extract: Extract) -> sql.Composed:
    return filed(extract) + MARKS


def copy(extract: Extract, months: Iterable[str]) -> sql.Composed:
    names = [sql.Identifier(column.name) for column in extract.columns]
    return COPY.format(
        filed=filed(extract),
        names=sql.SQL(", ").join(names),
        months=sql.Literal(list(months)),
    )


def filed(extract: Extract) -> sql.Composed:
    """The rows of an extract, each under its month and its standing patient."""
    columns = [
        sql.SQL("{} AS {}").format(_plain(column.sql), sql.Identifier(column.name))
        for column in extract.columns
    ]
    return ROWS.format(
        kept=sql.SQL(KEPT),
        day=_plain(extract.day),
        key=_plain(extract.key),
        patient=_plain(extract.patient),
        columns=sql.SQL(", ").join(columns),
        rows=sql.SQL(extract.rows).format(zone=sql.Literal(settings.TIME_ZONE)),
        where=_plain(extract.where),
        trial=sql.Literal(TEST_NUMBERS),
    )


def _plain(words: str) -> sql.SQL:
    return sql.SQL(words)
