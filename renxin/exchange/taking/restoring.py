"""Giving changed records back what they said before, field by field."""

from psycopg import sql

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.history import History
from renxin.exchange.taking.removing import (
    LeftOver,
    left_over,
    on_whose_page,
    table_of_kind,
)
from renxin.exchange.taking.statements import (
    Values,
    do,
    many,
    named,
    one,
    raw,
    rows,
    written,
)
from renxin.patients.models import Patient

# Within one import a record may have been changed by two rows: the last goes first.
RANKED = """
CREATE TEMP TABLE undoing AS
SELECT id, object_id, origin_id, digest_before, before, after,
    row_number() OVER (PARTITION BY object_id ORDER BY id DESC) AS rank
FROM exchange_change WHERE made_by_id = %(import)s AND kind = %(kind)s
"""

RESTORED = """
UPDATE {table} record SET {sets}
FROM undoing WHERE undoing.object_id = record.id AND undoing.rank = {rank}
"""
RESTORED_FIELD = """
{c} = CASE
    WHEN to_jsonb(record.{c}) IS NOT DISTINCT FROM nullif(undoing.after -> {k}, 'null')
    THEN (jsonb_populate_record(NULL::{table}, undoing.before)).{c} ELSE record.{c} END
"""
CHANGED_SINCE = """
SELECT record.id FROM {table} record
JOIN undoing ON undoing.object_id = record.id AND undoing.rank = 1
WHERE {differ} ORDER BY record.id
"""
DIFFERS = """
to_jsonb(record.{c}) IS DISTINCT FROM nullif(undoing.after -> {k}, 'null')
"""

# Only where no other import has read the row since.
DIGESTS = """
UPDATE exchange_origin origin SET digest = undoing.digest_before
FROM undoing WHERE origin.id = undoing.origin_id AND NOT EXISTS (
    SELECT FROM exchange_change later WHERE later.origin_id = undoing.origin_id
        AND later.id > undoing.id AND later.made_by_id <> %(import)s
)
"""

NOTED = """
INSERT INTO restored SELECT DISTINCT record.{whose}, %(kind)s, record.id
FROM {table} record JOIN undoing ON undoing.object_id = record.id
"""

RESTORED_IDS = "SELECT object_id FROM undoing WHERE before <> after"

OUTCOMES_GONE = """
DELETE FROM booking_outcome outcome USING undoing
WHERE undoing.object_id = outcome.appointment_id AND undoing.before ? 'outcome'
    AND undoing.before ->> 'outcome' IS NULL
    AND outcome.kind = undoing.after ->> 'outcome'
"""
OUTCOMES_BACK = """
INSERT INTO booking_outcome (appointment_id, kind, at, why, note)
SELECT object_id, before ->> 'outcome', (before ->> 'outcome_at')::timestamptz,
    '', ''
FROM undoing WHERE before ->> 'outcome' IS NOT NULL
ON CONFLICT (appointment_id) DO UPDATE SET kind = excluded.kind, at = excluded.at
"""


def restore(kind: str, values: Values) -> list[LeftOver]:
    """Put back what no one has changed since; say where somebody has."""
    do("DROP TABLE IF EXISTS undoing")
    do(RANKED, {**values, "kind": kind})
    ranks = one("SELECT max(rank) FROM undoing")
    if not ranks:
        return []
    table = named(table_of_kind(kind))
    keys = rows("SELECT DISTINCT jsonb_object_keys(before) FROM undoing WHERE rank = 1")
    columns = sorted({key for (key,) in keys} - {"outcome", "outcome_at"})
    differ = [
        written(DIFFERS, c=named(c), k=sql.Literal(c))
        for c in columns
        if c != "version"
    ]
    since = rows(written(CHANGED_SINCE, table=table, differ=raw(" OR ").join(differ)))
    history = History(values)
    for rank in range(1, ranks + 1):
        sets = [
            written(RESTORED_FIELD, c=named(c), k=sql.Literal(c), table=table)
            for c in columns
        ]
        do(written(RESTORED, table=table, sets=many([*sets]), rank=sql.Literal(rank)))
    _put_back_what_goes_with(kind, history)
    whose = named(on_whose_page(kind))
    do(written(NOTED, table=table, whose=whose), {"kind": kind})
    do(DIGESTS, values)
    return left_over(kind, "changed", [pk for (pk,) in since])


def _put_back_what_goes_with(kind: str, history: History) -> None:
    if kind == Kind.PATIENTS:
        history.write(Patient, "update", raw(RESTORED_IDS))
    if kind == Kind.APPOINTMENTS:
        do(OUTCOMES_GONE)
        do(OUTCOMES_BACK)
