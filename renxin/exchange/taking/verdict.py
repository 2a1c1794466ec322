"""What becomes of each row: new, changed, same, or the record of another row."""

from collections.abc import Iterator

from django.db import connection
from psycopg import sql

from renxin.exchange.kinds import Kind, fields_of
from renxin.exchange.taking.statements import Values, do, named, one, raw, rows, written
from renxin.exchange.taking.stretch import Stretch

Counts = dict[str, dict[str, int]]

MARK = 5  # one byte for which field, four for what it said

PICKED = """
CREATE TEMP TABLE picked AS
SELECT staged.*, origin.id AS origin_id, origin.object_id AS known_id,
    origin.digest AS digest_before{columns}
FROM {staged} staged
LEFT JOIN exchange_origin origin ON origin.source = %(source)s
    AND origin.kind = %(kind)s AND origin.external_id = staged.key
{joins}
WHERE staged.place > %(after)s AND staged.place <= %(upto)s
    AND staged.reason IS NULL
"""

# An identity document is the one thing that makes two records one person; a
# number that stands on two records decides nothing and is left to people.
MATCHED = """
SELECT picked.place, min(coalesce(patient.merged_into_id, patient.id)) AS matched_id
FROM picked
JOIN patients_identitydocument document ON document.kind = picked.s_doc_kind
    AND document.index = picked.s_doc_index AND document.ended_at IS NULL
JOIN patients_patient patient ON patient.id = document.patient_id
WHERE picked.origin_id IS NULL AND picked.s_doc_index IS NOT NULL
GROUP BY picked.place
HAVING count(DISTINCT coalesce(patient.merged_into_id, patient.id)) = 1
"""

JUDGED_PATIENTS = """
CREATE TEMP TABLE judged AS
SELECT told.*,
    CASE verdict
        WHEN 'new' THEN nextval('patients_patient_id_seq')
        WHEN 'joined' THEN matched_id
        ELSE known_id
    END AS object_id,
    0::bigint AS mask, digest AS digest_after
FROM (
    SELECT picked.*, matched.matched_id,
        CASE
            WHEN picked.origin_id IS NOT NULL AND digest_before = digest THEN 'same'
            WHEN picked.origin_id IS NOT NULL THEN 'changed'
            WHEN matched.matched_id IS NOT NULL THEN 'joined'
            WHEN picked.s_doc_index IS NOT NULL AND row_number() OVER (
                PARTITION BY picked.origin_id, picked.s_doc_kind, picked.s_doc_index
                ORDER BY picked.place
            ) > 1 THEN 'follower'
            ELSE 'new'
        END AS verdict
    FROM picked LEFT JOIN ({matched}) matched ON matched.place = picked.place
) told
"""

# A second row with the same document adds to the record the first one makes.
FOLLOWED = """
UPDATE judged SET object_id = leader.object_id, verdict = 'joined'
FROM judged leader
WHERE judged.verdict = 'follower' AND leader.verdict = 'new'
    AND leader.s_doc_kind = judged.s_doc_kind
    AND leader.s_doc_index = judged.s_doc_index
"""

JUDGED = """
CREATE TEMP TABLE judged AS
SELECT told.*,
    CASE verdict WHEN 'new' THEN nextval({sequence}) ELSE known_id END AS object_id,
    0::bigint AS mask, digest AS digest_after
FROM (
    SELECT picked.*,
        CASE
            WHEN origin_id IS NULL THEN 'new'
            WHEN digest_before = digest THEN 'same'
            ELSE 'changed'
        END AS verdict
    FROM picked
) told
"""

MASKED = """
UPDATE judged SET mask = masks.mask, digest_after = masks.digest,
    verdict = CASE WHEN masks.mask = 0 THEN 'same' ELSE 'changed' END
FROM masks WHERE masks.place = judged.place
"""


# What other kinds point at, by the name another system knows it by.
TIES = {
    "patient_id": ("patient", "patients"),
    "by_patient_id": ("by_patient", "patients"),
    "visit_id": ("visit", "visits"),
}
TIE = """
LEFT JOIN exchange_origin {alias} ON {alias}.source = %(source)s
    AND {alias}.kind = {of} AND {alias}.external_id = staged.{key}
"""


def judge(stretch: Stretch, *, ties: tuple[str, ...] = (), sequence: str = "") -> None:
    """Lay out the verdict on each row in the temporary table `judged`."""
    for table in ("picked", "judged", "masks"):
        do(written("DROP TABLE IF EXISTS {t}", t=named(table)))
    do(_picked(stretch, ties), stretch.values)
    do(written("ANALYZE picked ({c})", c=raw(_looked_at(stretch))))
    if stretch.kind == Kind.PATIENTS:
        do(written(JUDGED_PATIENTS, matched=raw(MATCHED)))
        do(FOLLOWED)
    else:
        do(written(JUDGED, sequence=sql.Literal(sequence)))
    _compare()
    do("CREATE INDEX ON judged (object_id)")
    do("ANALYZE judged (place, object_id, verdict)")


def _looked_at(stretch: Stretch) -> str:
    """What rows are joined by; to count all fifty columns takes as long as to judge."""
    if stretch.kind == Kind.PATIENTS:
        return "place, origin_id, s_doc_kind, s_doc_index"
    return "place, origin_id"


def any_older() -> bool:
    """Whether a row of the stretch touches a record that stood here before."""
    older = "SELECT EXISTS (SELECT FROM judged WHERE verdict IN ('changed', 'joined'))"
    return bool(one(older))


COUNTED_AS = {"joined": "changed", "lived": "same"}
COUNTED = """
SELECT {clinic}, verdict, count(*) FROM judged GROUP BY 1, 2
"""


def counts(clinic: str, values: Values) -> Counts:
    """How many rows of each clinic are new, changed and same."""
    found: Counts = {}
    for house, verdict, count in rows(written(COUNTED, clinic=raw(clinic)), values):
        of_house = found.setdefault(str(house), {"new": 0, "changed": 0, "same": 0})
        of_house[COUNTED_AS.get(verdict, verdict)] += count
    return found


def _picked(stretch: Stretch, ties: tuple[str, ...]) -> sql.Composed:
    columns, joins = [], []
    for key in ties:
        alias, of = TIES[key]
        tie = {"alias": named(alias), "of": sql.Literal(of), "key": named(f"s_{key}")}
        joins.append(written(TIE, **tie))
        column = written(
            ", {a}.object_id AS {n}", a=named(alias), n=named(f"{alias}_ref")
        )
        columns.append(column)
    return written(
        PICKED,
        staged=stretch.staged,
        columns=sql.SQL("").join(columns),
        joins=sql.SQL("").join(joins),
    )


def _compare() -> None:
    """Which fields changed there since the last time; an emptied one does not count."""
    differing = (
        "SELECT place, digest_before, digest FROM judged WHERE verdict = 'changed'"
    )
    found = rows(differing)
    if not found:
        return
    do("CREATE TEMP TABLE masks (place bigint, mask bigint, digest bytea)")
    with connection.cursor() as cursor, cursor.copy("COPY masks FROM STDIN") as copy:
        for place, before, now in found:
            mask, digest = difference(bytes(before), bytes(now))
            copy.write_row((place, mask, digest))
    do(MASKED)


def difference(before: bytes, now: bytes) -> tuple[int, bytes]:
    """The fields that say something else now, and what is known from here on."""
    known, said = dict(_marks(before)), dict(_marks(now))
    mask = sum(1 << field for field, mark in said.items() if known.get(field) != mark)
    merged = known | said
    return mask, b"".join(bytes([f]) + merged[f] for f in sorted(merged))


def _marks(digest: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(digest), MARK):
        yield digest[start], digest[start + 1 : start + MARK]


def changed(kind: str, name: str) -> sql.Composable:
    """Whether a field of the row changed there, as a condition on `judged`."""
    names = [field.name for field in fields_of(kind)]
    return sql.SQL(f"(judged.mask & {1 << names.index(name)}) <> 0")
