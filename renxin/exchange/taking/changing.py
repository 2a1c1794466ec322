"""Changing records in a set, with what they were and became kept for the undoing."""

from psycopg import sql

from renxin.exchange.taking.statements import Values, do, many, named, written

CHANGE = """
WITH fresh AS (
    SELECT judged.origin_id, judged.digest_before, record.id,
        jsonb_build_object({before}) AS before, {news}
    FROM judged JOIN {table} record ON record.id = judged.object_id
    WHERE judged.verdict IN ('changed', 'joined')
), done AS (
    UPDATE {table} record SET {sets} FROM fresh
    WHERE record.id = fresh.id AND ({olds}) IS DISTINCT FROM ({fresh})
    RETURNING record.id, jsonb_build_object({after}) AS after
)
INSERT INTO exchange_change
    (made_by_id, kind, object_id, origin_id, digest_before, before, after)
SELECT %(import)s, %(kind)s, fresh.id, fresh.origin_id, fresh.digest_before,
    fresh.before, coalesce(done.after, fresh.before)
FROM fresh LEFT JOIN done ON done.id = fresh.id
"""


def change(
    table: str,
    news: dict[str, sql.Composable],
    values: Values,
    *,
    counted: tuple[str, ...] = (),
) -> None:
    """Give the columns their new values; `counted` ones only where others change."""
    told = [column for column in news if column not in counted]
    fresh = [written("{e} AS {c}", e=news[c], c=named(f"n_{c}")) for c in news]
    sets = [written("{c} = fresh.{n}", c=named(c), n=named(f"n_{c}")) for c in news]
    statement = written(
        CHANGE,
        table=named(table),
        before=_pairs([*news]),
        after=_pairs([*news]),
        news=many([*fresh]),
        sets=many([*sets]),
        olds=many([written("record.{c}", c=named(c)) for c in told]),
        fresh=many([written("fresh.{n}", n=named(f"n_{c}")) for c in told]),
    )
    do(statement, values)


def _pairs(columns: list[str]) -> sql.Composed:
    return many(
        [written("{k}, record.{c}", k=sql.Literal(c), c=named(c)) for c in columns]
    )
