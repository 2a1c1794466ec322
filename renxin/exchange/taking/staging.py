"""The rows of a file, read and laid out in a table of their own.

The table is unlogged: after a crash of the database it is empty, and the file
is simply read again.
"""

from collections.abc import Callable
from typing import IO

from django.db import connection, transaction
from psycopg import sql

from renxin.exchange.columns import columns_of
from renxin.exchange.kinds import ID_FIELDS
from renxin.exchange.models import Import
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.parent import CHUNK, STAGE_S, running
from renxin.exchange.taking.statements import do, many, named, one, raw, written

HEAD = (
    ("place", "bigint"),
    ("file", "integer"),
    ("line", "bigint"),
    ("key", "text"),
    ("digest", "bytea"),
    ("heading", "text"),
    ("value", "text"),
    ("reason", "text"),
)
TELL_EVERY = 20_000


def table_of(taken: Import, kind: str) -> sql.Identifier:
    return named(f"exchange_staged_{taken.pk}_{kind}")


def stage(taken: Import, job: Job, tell: Callable[[int], None]) -> int:
    """Read every row of one kind into its table; how many there are."""
    kind = str(job.mapping["kind"])
    table = table_of(taken, kind)
    with transaction.atomic():
        drop(taken, kind)
        columns = [*HEAD, *((f"s_{name}", of) for name, of in columns_of(kind))]
        parts = [written("{c} {o}", c=named(c), o=raw(o)) for c, o in columns]
        do(written("CREATE UNLOGGED TABLE {t} ({c})", t=table, c=many(list(parts))))
        with running(job, seconds=STAGE_S) as rows:
            count = _pour(table, rows, tell)
        do(written(WEIGHED, t=table))
        do(written("CREATE INDEX ON {t} (place)", t=table))
        do(written("ANALYZE {t} (place, key, reason)", t=table))
        _tell_apart(table, job)
    return count


def _pour(table: sql.Identifier, rows: IO[bytes], tell: Callable[[int], None]) -> int:
    count = told = 0
    with connection.cursor() as cursor:
        statement = written("COPY {t} FROM STDIN", t=table)
        with cursor.copy(statement) as copy:
            while chunk := rows.read(CHUNK):
                copy.write(chunk)
                count += chunk.count(b"\n")
                if count - told >= TELL_EVERY:
                    told = count
                    tell(count)
    tell(count)
    return count


def _tell_apart(table: sql.Identifier, job: Job) -> None:
    """Two rows with one id are one too many; two alike without ids are two."""
    mapping = Mapping.of_data(job.mapping)
    has_id = ID_FIELDS[mapping.kind] in mapping.columns
    twice = one(
        written(
            "SELECT count(*) - count(DISTINCT key) FROM {t} WHERE reason IS NULL",
            t=table,
        )
    )
    if twice:
        do(written(REPEATED if has_id else NUMBERED, t=table), {"said": job.repeated})


# Refused not for what the row says but for what stands here; weighed anew each time.
WEIGHED = """
ALTER TABLE {t} ADD COLUMN is_in_the_way boolean NOT NULL DEFAULT FALSE
"""
FORGIVEN = """
UPDATE {t} SET reason = NULL, is_in_the_way = FALSE WHERE is_in_the_way
"""

REPEATED = """
UPDATE {t} staged SET heading = '', value = staged.key,
    reason = format(%(said)s, others.first_line)
FROM (
    SELECT place, first_value(line) OVER alike AS first_line,
        row_number() OVER alike AS number
    FROM {t} WHERE reason IS NULL
    WINDOW alike AS (PARTITION BY key ORDER BY place)
) others
WHERE others.place = staged.place AND others.number > 1
"""

NUMBERED = """
UPDATE {t} staged SET key = staged.key || '-' || others.number
FROM (
    SELECT place, row_number() OVER (PARTITION BY key ORDER BY place) AS number
    FROM {t} WHERE reason IS NULL
) others
WHERE others.place = staged.place AND others.number > 1 AND %(said)s <> ''
"""


def forgive(taken: Import, kind: str) -> int:
    """Let rows that were in somebody's way be looked at again; how many there are."""
    return do(written(FORGIVEN, t=table_of(taken, kind)))


def drop(taken: Import, kind: str) -> None:
    do(written("DROP TABLE IF EXISTS {t}", t=table_of(taken, kind)))


def exists(taken: Import, kind: str) -> bool:
    name = {"name": f"exchange_staged_{taken.pk}_{kind}"}
    return one("SELECT to_regclass(%(name)s)", name) is not None


def is_there(taken: Import, kind: str, rows: int) -> bool:
    """Whether all rows still lie there: a crash of the database empties the table."""
    return exists(taken, kind) and rows == one(
        written("SELECT count(*) FROM {t}", t=table_of(taken, kind))
    )
