"""Removing what an import made, but for what others lean on by now."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import models
from psycopg import sql

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.portions import HUNG
from renxin.exchange.taking.statements import Values, do, named, one, raw, rows, written
from renxin.exchange.taking.targets import TARGETS
from renxin.feedback.models import Answer

SHOWN = 50
OWN_PARTS = {
    Kind.PATIENTS: (
        "patients_reach",
        "patients_identitydocument",
        "patients_enrolment",
    ),
    Kind.APPOINTMENTS: ("booking_outcome", "booking_occupation"),
}


@dataclass(frozen=True)
class LeftOver:
    """Records that stay though the import was taken back, and why."""

    kind: str
    why: str
    count: int
    ids: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"kind": str(self.kind), "ids": list(self.ids)}


def left_over(kind: str, why: str, ids: list[int]) -> list[LeftOver]:
    return [LeftOver(kind, why, len(ids), tuple(ids[:SHOWN]))] if ids else []


# Which portion made a patient says up to which mark its parts are the import's own.
GOING = """
CREATE TEMP TABLE going AS
SELECT origin.object_id, portion.marks
FROM exchange_origin origin
LEFT JOIN exchange_portion portion ON portion.made_by_id = %(import)s
    AND origin.kind = 'patients'
    AND origin.object_id > (portion.marks_before ->> 'patients_patient')::bigint
    AND origin.object_id <= (portion.marks ->> 'patients_patient')::bigint
WHERE origin.made_by_id = %(import)s AND origin.kind = %(kind)s AND origin.is_maker
"""

LEANING = """
DELETE FROM going USING {table} leaning
WHERE leaning.{column} = going.object_id {but}
RETURNING going.object_id
"""
BUT_OWN = "AND leaning.id > coalesce((going.marks ->> {name})::bigint, 0)"
KNOWN_ELSEWHERE = """
DELETE FROM going WHERE EXISTS (
    SELECT FROM exchange_origin other WHERE other.kind = %(kind)s
        AND other.object_id = going.object_id AND other.made_by_id <> %(import)s
) OR EXISTS (
    SELECT FROM exchange_change other WHERE other.kind = %(kind)s
        AND other.object_id = going.object_id AND other.made_by_id <> %(import)s
)
RETURNING going.object_id
"""
KEPT = "INSERT INTO kept SELECT %(kind)s, unnest(%(ids)s::bigint[])"

PARTS_GONE = (
    "DELETE FROM {table} part USING going WHERE part.{column} = going.object_id"
)
GONE = """
WITH gone AS (
    DELETE FROM {table} record USING going WHERE record.id = going.object_id
    RETURNING record.{whose} AS patient_id, record.id
), noted AS (
    INSERT INTO touched SELECT patient_id, {kind}, id FROM gone
)
SELECT count(*) FROM gone
"""
# A point of contact goes with the last person behind it, if the import brought it.
POINTS_GONE = """
DELETE FROM patients_contactpoint point
USING exchange_portion portion
WHERE portion.made_by_id = %(import)s
    AND point.id > (portion.marks_before ->> 'patients_contactpoint')::bigint
    AND point.id <= (portion.marks ->> 'patients_contactpoint')::bigint
    AND NOT EXISTS (
        SELECT FROM patients_reach reach WHERE reach.contact_point_id = point.id
    )
"""
ASIDE = "SELECT set_config('pgtrigger.ignore', %(names)s, TRUE)"
TAKEN_OFF = """
DELETE FROM {table} part USING exchange_addition addition
WHERE addition.made_by_id = %(import)s AND addition."table" = {name}
    AND part.id = addition.object_id
"""


def table_of_kind(kind: str) -> str:
    return str(_model(kind)._meta.db_table)  # noqa: SLF001  Django's own name for it


def _model(kind: str) -> type[models.Model]:
    if kind == Kind.PATIENTS:
        return apps.get_model("patients.Patient")
    return apps.get_model(TARGETS[kind].model)


def stand_aside() -> None:
    """What is kept for good by its table goes with the import that brought it."""
    kept = [
        trigger.get_pgid(Answer)
        for trigger in Answer._meta.triggers  # type: ignore[attr-defined]  # noqa: SLF001
    ]
    do(ASIDE, {"names": f"{{{','.join(kept)}}}"})


def take_off(values: Values) -> None:
    """What was hung on records that stood here before."""
    for table in HUNG:
        name = sql.Literal(table)
        do(written(TAKEN_OFF, table=named(table), name=name), values)


def remove(kind: str, values: Values) -> tuple[int, list[LeftOver]]:
    """Remove what the import made of one kind; how many, and what had to stay."""
    values = {**values, "kind": kind}
    do("DROP TABLE IF EXISTS going")
    do(GOING, values)
    do("CREATE INDEX ON going (object_id)")
    do("ANALYZE going")
    left = left_over(kind, "known", _spare(raw(KNOWN_ELSEWHERE), values))
    for table, column in _leaning_on(kind):
        own = table in OWN_PARTS.get(Kind(kind), ())
        if own and table not in HUNG:
            continue
        but = written(BUT_OWN, name=sql.Literal(table)) if own else raw("")
        statement = written(LEANING, table=named(table), column=named(column), but=but)
        left += left_over(kind, table, _spare(statement, values))
    gone = _gone(kind)
    if kind == Kind.PATIENTS:
        do(POINTS_GONE, values)
    return gone, left


def _spare(statement: sql.Composable, values: Values) -> list[int]:
    found = sorted({pk for (pk,) in rows(statement, values)})
    do(KEPT, {**values, "ids": found})
    return found


def _gone(kind: str) -> int:
    leaning = dict(_leaning_on(kind))
    for table in OWN_PARTS.get(Kind(kind), ()):
        do(written(PARTS_GONE, table=named(table), column=named(leaning[table])))
    people = named(table_of_kind(kind))
    whose = named(on_whose_page(kind))
    gone = written(GONE, table=people, whose=whose, kind=sql.Literal(str(kind)))
    return int(one(gone))


def on_whose_page(kind: str) -> str:
    """The column that names the patient on whose page a record is told."""
    tellers = {Kind.PATIENTS: "id", Kind.INTRODUCTIONS: "by_patient_id"}
    return tellers.get(Kind(kind), "patient_id")


def _leaning_on(kind: str) -> Iterator[tuple[str, str]]:
    """Every foreign key the database holds onto records of the kind."""
    for relation in _model(kind)._meta.related_objects:  # noqa: SLF001
        field = relation.field
        if getattr(field, "db_constraint", False) and not relation.many_to_many:
            yield relation.related_model._meta.db_table, str(field.column)  # noqa: SLF001
