"""People a file speaks of before anybody told us who they are.

A bare record holds what is true and nothing else: the number another system
knows the person by. Its name is that number behind a №, until a file of
patients, or the person, tells us more.
"""

from psycopg import sql

from renxin.exchange.taking import numbers
from renxin.exchange.taking.history import History
from renxin.exchange.taking.staging import exists, table_of
from renxin.exchange.taking.statements import do, named, one, raw, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.targets import TARGETS
from renxin.patients.models import Patient

SIGN = "№"

UNKNOWN = """
CREATE TEMP TABLE judged AS
SELECT min(place) AS place, key, 'new' AS verdict, NULL::text AS wish,
    nextval('patients_patient_id_seq') AS object_id,
    min(clinic_id) AS s_clinic_id, min(day) AS day
FROM (
    {spoken}
) spoken
WHERE NOT EXISTS (
    SELECT FROM exchange_origin origin WHERE origin.source = %(source)s
        AND origin.kind = 'patients' AND origin.external_id = spoken.key
)
GROUP BY key
"""

SPOKEN = """
SELECT place, {key} AS key, {clinic} AS clinic_id, {day} AS day
FROM {staged}
WHERE place > %(after)s AND place <= %(upto)s AND reason IS NULL
"""

MADE = """
INSERT INTO patients_patient (
    id, version, number, name, pinyin, initials, other_pinyin, other_initials,
    former_name, foreign_name, address_as, address, channel, need, payer, allergies,
    sex, registered_on
)
SELECT object_id, 1, number, left(%(sign)s || ' ' || key, 80), '', '', '', '', '', '',
    '', '', '', '', '', '', 'UNKNOWN', least(day, %(today)s::date)
FROM judged JOIN judged_number USING (place)
"""

ENROLLED = """
INSERT INTO patients_enrolment (patient_id, clinic_id, at, by_id)
SELECT object_id, s_clinic_id, %(at)s, %(by)s FROM judged
"""

# An empty digest: whatever a file of patients says of this person is news.
BROUGHT = """
INSERT INTO exchange_origin
    (source, kind, external_id, object_id, digest, made_by_id, is_maker)
SELECT %(source)s, 'patients', key, object_id, '', %(import)s, TRUE FROM judged
"""

TOLD = """
INSERT INTO journal_entry (fact, at, by_id, clinic_id, patient_id, particulars)
SELECT 'exchange.registered', %(at)s, %(by)s, s_clinic_id, object_id,
    jsonb_build_object('source', %(source)s::text, 'external_id', key,
        'import_id', %(import)s::bigint)
FROM judged
"""


# Somebody may also be among the patients that the same import brings.
COUNTED = """
SELECT count(DISTINCT spoken.key) FROM (
    {spoken}
) spoken
WHERE NOT EXISTS (
    SELECT FROM exchange_origin origin WHERE origin.source = %(source)s
        AND origin.kind = 'patients' AND origin.external_id = spoken.key
) AND spoken.key NOT IN (SELECT key FROM {beside} WHERE reason IS NULL)
"""


def spoken_of(stretch: Stretch) -> int:
    """How many bare records the rows would call for."""
    beside: sql.Composable = table_of(stretch.taken, "patients")
    if not exists(stretch.taken, "patients"):
        beside = raw("(SELECT '' AS key, NULL AS reason) nobody")
    values = stretch.values
    return int(one(written(COUNTED, spoken=_spoken(stretch), beside=beside), values))


def make(stretch: Stretch) -> int:
    """Make a bare record for everybody these rows speak of and nobody knows."""
    do("DROP TABLE IF EXISTS judged")
    values = {**stretch.values, "sign": SIGN}
    do(written(UNKNOWN, spoken=_spoken(stretch)), values)
    count = int(one("SELECT count(*) FROM judged"))
    if count:
        history = History(values)
        numbers.draw(stretch, wished="wish")
        for statement in (MADE, ENROLLED, BROUGHT, TOLD):
            do(statement, values)
        history.write(Patient, "insert", raw("SELECT object_id FROM judged"))
    return count


def _spoken(stretch: Stretch) -> sql.Composable:
    target = TARGETS[stretch.kind]
    each = [
        written(
            SPOKEN,
            key=named(f"s_{name}"),
            clinic=raw(target.clinic),
            day=raw(target.day),
            staged=stretch.staged,
        )
        for name in target.people
    ]
    return sql.SQL(" UNION ALL ").join(each)
