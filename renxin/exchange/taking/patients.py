"""Patients, a stretch at a time: people, their phones, documents and clinics."""

from psycopg import sql

from renxin.exchange.kinds import Kind
from renxin.exchange.taking import numbers, origins
from renxin.exchange.taking.attached import attach
from renxin.exchange.taking.changing import change
from renxin.exchange.taking.history import History
from renxin.exchange.taking.statements import do, named, raw, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.verdict import Counts, any_older, changed, counts, judge
from renxin.patients.models import Patient

# Our column, the field of the mapping it follows, and what the row says of it.
TEXTS = {
    "name": "name",
    "pinyin": "name",
    "initials": "name",
    "other_pinyin": "name",
    "other_initials": "name",
    "former_name": "former_name",
    "foreign_name": "foreign_name",
    "address_as": "address_as",
    "address": "address",
    "channel": "channel",
    "need": "need",
    "payer": "payer",
    "allergies": "allergies",
}
DAYS = {"birth_on": "birth_on", "died_on": "died_on", "registered_on": "registered_on"}

MADE = """
INSERT INTO patients_patient (
    id, version, number, name, pinyin, initials, other_pinyin, other_initials,
    former_name, foreign_name, address_as, address, channel, need, payer, allergies,
    sex, birth_on, died_on, registered_on, restricted_at
)
SELECT object_id, 1, judged_number.number, s_name, s_pinyin, s_initials,
    s_other_pinyin, s_other_initials, coalesce(s_former_name, ''),
    coalesce(s_foreign_name, ''), coalesce(s_address_as, ''), coalesce(s_address, ''),
    coalesce(s_channel, ''), coalesce(s_need, ''), coalesce(s_payer, ''),
    coalesce(s_allergies, ''), coalesce(s_sex, s_doc_sex, 'UNKNOWN'),
    coalesce(s_birth_on, s_doc_birth_on), s_died_on,
    coalesce(s_registered_on, %(today)s), CASE WHEN s_restricted THEN %(at)s END
FROM judged JOIN judged_number USING (place)
WHERE verdict = 'new'
"""

NEW = "SELECT object_id FROM judged WHERE verdict = 'new'"
CHANGED = """
SELECT kept.object_id FROM exchange_change kept
JOIN judged ON judged.object_id = kept.object_id
WHERE kept.made_by_id = %(import)s AND kept.kind = 'patients'
    AND kept.before <> kept.after
"""

TOLD = """
INSERT INTO journal_entry (fact, at, by_id, clinic_id, patient_id, particulars)
SELECT 'exchange.registered', %(at)s, %(by)s, s_clinic_id, object_id,
    jsonb_build_object('source', %(source)s::text, 'external_id', key,
        'import_id', %(import)s::bigint)
FROM judged WHERE verdict = 'new'
"""


TEXT = """
CASE WHEN verdict = 'joined' THEN coalesce(nullif(record.{c}, ''), {s}, '')
    WHEN {changed} THEN coalesce({s}, record.{c}) ELSE record.{c} END
"""
DAY = """
CASE WHEN verdict = 'joined' THEN coalesce(record.{c}, {s})
    WHEN {changed} THEN coalesce({s}, record.{c}) ELSE record.{c} END
"""
SEX = """
CASE WHEN record.sex = 'UNKNOWN' THEN coalesce(s_sex, s_doc_sex, record.sex)
    WHEN verdict = 'changed' AND {changed} THEN coalesce(s_sex, record.sex)
    ELSE record.sex END
"""
RESTRICTED = """
CASE WHEN s_restricted THEN coalesce(record.restricted_at, %(at)s)
    ELSE record.restricted_at END
"""


def take(stretch: Stretch) -> Counts:
    """Take in one stretch of patients; how many rows had which verdict."""
    judge(stretch)
    history = History(stretch.values)
    numbers.draw(stretch, wished="s_number")
    do(MADE, stretch.values)
    history.write(Patient, "insert", raw(NEW))
    if any_older():
        change("patients_patient", _news(), stretch.values, counted=("version",))
        history.write(Patient, "update", raw(CHANGED))
    attach(stretch, history)
    origins.remember(stretch.values)
    do(TOLD, stretch.values)
    return counts("s_clinic_id", stretch.values)


def _news() -> dict[str, sql.Composable]:
    """What a changed row writes; a record found by its document is only filled in."""
    news: dict[str, sql.Composable] = {}
    for statement, columns in ((TEXT, TEXTS), (DAY, DAYS)):
        for column, field in columns.items():
            news[column] = _field(statement, column, field)
    news["sex"] = written(SEX, changed=changed(Kind.PATIENTS, "sex"))
    # The stricter wins: a restriction is laid on by an import and never lifted.
    news["restricted_at"] = raw(RESTRICTED)
    news["version"] = raw("record.version + 1")
    return news


def _field(statement: str, column: str, field: str) -> sql.Composed:
    return written(
        statement,
        c=named(column),
        s=named(f"s_{column}"),
        changed=changed(Kind.PATIENTS, field),
    )
