"""The other kinds: what happened with patients, tied to whom it happened to."""

from django.apps import apps
from django.db import models
from psycopg import sql

from renxin.exchange.columns import PARTS
from renxin.exchange.kinds import fields_of
from renxin.exchange.taking import ahead, bare, origins
from renxin.exchange.taking.ahead import Settled
from renxin.exchange.taking.changing import change
from renxin.exchange.taking.statements import do, many, named, raw, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.targets import TARGETS, Target, Told
from renxin.exchange.taking.verdict import (
    TIES,
    Counts,
    any_older,
    changed,
    counts,
    judge,
)

MADE = """
INSERT INTO {table} ({columns}) SELECT {values} FROM judged WHERE verdict = 'new'
"""

ENROLLED = """
WITH hung AS (
    INSERT INTO patients_enrolment (patient_id, clinic_id, at, by_id)
    SELECT DISTINCT patient_ref, {clinic}, %(at)s::timestamptz, %(by)s::bigint
    FROM judged WHERE verdict IN ('new', 'changed')
    ON CONFLICT DO NOTHING
    RETURNING id
)
INSERT INTO exchange_addition (made_by_id, "table", object_id)
SELECT %(import)s, 'patients_enrolment', id FROM hung
"""

# An appointment may lie ahead; that it was made, or called off, lies behind us.
TOLD = """
INSERT INTO journal_entry (fact, at, by_id, clinic_id, patient_id, particulars)
SELECT {fact}, least({when}, %(at)s::timestamptz), %(by)s, {clinic}, {whose},
    jsonb_build_object(
        'import_id', %(import)s::bigint, 'record_id', object_id {told})
FROM judged {changes} WHERE {verdict} AND {where}
"""
# Of a record that two rows of one file changed, the later change tells.
CHANGES = """
CROSS JOIN LATERAL (
    SELECT later.before, later.after FROM exchange_change later
    WHERE later.made_by_id = %(import)s AND later.kind = %(kind)s
        AND later.object_id = judged.object_id
    ORDER BY later.id DESC LIMIT 1
) kept
"""


def take(stretch: Stretch) -> tuple[Counts, int]:
    """Take in one stretch; the verdicts, and how many bare records were made."""
    target = TARGETS[stretch.kind]
    settled = foresee(stretch)
    made = bare.make(stretch)
    weigh(stretch)
    _make(stretch, target)
    if any_older():
        change(target.table, _news(stretch.kind, target), stretch.values)
    for statement in target.then:
        do(statement, stretch.values)
    if settled:
        ahead.put(stretch, settled)
    clinic = raw(target.clinic)
    do(written(ENROLLED, clinic=clinic), stretch.values)
    origins.remember(stretch.values)
    _tell(stretch, target)
    return counts_of(stretch), made


def foresee(stretch: Stretch, *, is_dry: bool = False) -> Settled | None:
    """What becomes of appointments still to come; refused rows are marked as such."""
    if not ahead.is_any(stretch):
        return None
    weigh(stretch)
    return ahead.settle(stretch, is_dry=is_dry)


def weigh(stretch: Stretch) -> None:
    """The verdicts alone; nothing is written yet."""
    target = TARGETS[stretch.kind]
    judge(stretch, ties=target.ties, sequence=f"{target.table}_id_seq")
    for statement in target.first:
        do(statement, stretch.values)


def counts_of(stretch: Stretch) -> Counts:
    return counts(TARGETS[stretch.kind].clinic, stretch.values)


def _make(stretch: Stretch, target: Target) -> None:
    pairs = {"id": sql.SQL("object_id"), **_ties(target)}
    pairs |= {column: raw(value) for column, value in target.besides}
    for name, column, expression in _kept(stretch.kind, target):
        del name
        pairs[column] = expression
    statement = written(
        MADE,
        table=named(target.table),
        columns=many([named(column) for column in pairs]),
        values=many([*pairs.values()]),
    )
    do(statement, stretch.values)


def _news(kind: str, target: Target) -> dict[str, sql.Composable]:
    """What a changed row writes: only what changed there, and never an empty cell."""
    news: dict[str, sql.Composable] = {}
    for name, column, expression in _kept(kind, target):
        news[column] = written(
            "CASE WHEN {changed} THEN coalesce({s}, record.{c}) ELSE record.{c} END",
            changed=changed(kind, name),
            s=expression,
            c=named(column),
        )
    return news


def _kept(kind: str, target: Target) -> list[tuple[str, str, sql.Composable]]:
    """Field, column and expression of all that is kept as the row says it."""
    meta = apps.get_model(target.model)._meta  # noqa: SLF001  Django's own name
    kept: list[tuple[str, str, sql.Composable]] = []
    for field in fields_of(kind)[1:]:
        skipped = field.name in {*TIES, *PARTS, *target.apart}
        if not skipped:
            staged = named(f"s_{field.kept_in}")
            column = meta.get_field(field.kept_in.removesuffix("_id"))
            kept.append((field.name, field.kept_in, _expression(staged, column)))
    return kept


def _expression(staged: sql.Identifier, column: object) -> sql.Composable:
    if getattr(column, "null", False):
        return staged
    if isinstance(column, models.CharField | models.TextField):
        return written("coalesce({s}, '')", s=staged)
    if isinstance(column, models.BooleanField):
        return written("coalesce({s}, FALSE)", s=staged)
    if isinstance(column, models.BigIntegerField):
        return written("coalesce({s}, 0)", s=staged)
    return staged


def _ties(target: Target) -> dict[str, sql.Composable]:
    return {f"{TIES[key][0]}_id": named(f"{TIES[key][0]}_ref") for key in target.ties}


def _tell(stretch: Stretch, target: Target) -> None:
    older = any_older()
    for told in target.told:
        do(_entries(target, told, "verdict = 'new'"), stretch.values)
        if told.news and older:
            since = f"verdict = 'changed' AND {told.news}"
            do(_entries(target, told, since, changes=CHANGES), stretch.values)


def _entries(
    target: Target, told: Told, verdict: str, *, changes: str = ""
) -> sql.Composed:
    particulars = "".join(f", '{key}', {value}" for key, value in told.particulars)
    return written(
        TOLD,
        fact=sql.Literal(told.fact),
        when=raw(told.when),
        clinic=raw(target.clinic),
        whose=raw(told.whose),
        where=raw(told.where),
        told=raw(particulars),
        changes=raw(changes),
        verdict=raw(verdict),
    )
