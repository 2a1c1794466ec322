"""Bringing the lake up to what the database says now.

Only months that changed are written; the rest are linked from the snapshot
before. All tables stand at the same moment, because all are read in one
transaction that sees one state of the database.
"""

import fcntl
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter

from django.db import connection, transaction

from renxin.scorecard.lake import parts, queries, snapshot
from renxin.scorecard.lake.extract import Extract
from renxin.scorecard.lake.extracts import EXTRACTS
from renxin.scorecard.lake.snapshot import Filed, Month, Snapshot

Prepare = Callable[[Snapshot, Path], None]


def nothing_more(_snapshot: Snapshot, _folder: Path) -> None:
    """Switch to the new facts as soon as they are written."""


def refresh(*, at: datetime, prepare: Prepare = nothing_more) -> Snapshot:
    """Bring the lake up to date and return how it now stands.

    ``prepare`` works on the finished folder before anyone is shown it.
    """
    with _alone():
        began = perf_counter()
        before = snapshot.current()
        snapshot.sweep(before, at=at)
        with _one_state():
            tables = {extract.table: _as_filed(extract) for extract in EXTRACTS}
            if before and before.tables == tables:
                return before.stand(at=at, took_s=perf_counter() - began)
            looking_s = perf_counter() - began
            after = _named(tables, at=at, took_s=looking_s)
            draft = _draft(after)
            for extract in EXTRACTS:
                _lay(extract, tables[extract.table], before, draft)
        prepare(after, draft)
        snapshot.switch_to(after, draft)
        return after


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lake alone; a holder that dies lets go of it."""
    root = snapshot.root()
    (root / snapshot.SNAPSHOTS).mkdir(mode=0o700, parents=True, exist_ok=True)
    with (root / ".lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _one_state() -> Iterator[None]:
    """See one state of the database throughout, and write nothing to it."""
    if connection.in_atomic_block:  # the caller has already chosen what to see
        _by_whole_tables()
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _by_whole_tables()
        yield


def _by_whole_tables() -> None:
    """Join by hashing: every row is wanted, and after an import nothing knows how many.

    A plan made for a few rows walks a list of thousands once for each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


def _as_filed(extract: Extract) -> Filed:
    with connection.cursor() as cursor:
        cursor.execute(queries.marks(extract))
        months = {
            month: Month(rows=rows, mark=f"{mark & (1 << 64) - 1:016x}")
            for month, rows, mark in cursor.fetchall()
        }
    return Filed(shape=queries.shape(extract), months=months)


def _named(tables: dict[str, Filed], *, at: datetime, took_s: float) -> Snapshot:
    name = f"{at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    return Snapshot(name=name, stands_at=at, since=at, tables=tables, took_s=took_s)


def _draft(after: Snapshot) -> Path:
    draft = after.folder.with_name(f".{after.name}")
    draft.mkdir(mode=0o700)
    (draft / snapshot.COUNTED).mkdir()
    return draft


def _lay(extract: Extract, filed: Filed, before: Snapshot | None, draft: Path) -> None:
    folder = draft / extract.table
    folder.mkdir()
    same: set[str] = set()
    if before:
        same = _unchanged(filed, before.tables.get(extract.table))
        for month in same:
            part = f"{month}.parquet"
            os.link(before.folder / extract.table / part, folder / part)
    parts.write(extract, sorted(set(filed.months) - same), folder)
    if not filed.months:
        parts.write_none(extract, folder)
    parts.settle(folder)


def _unchanged(now: Filed, before: Filed | None) -> set[str]:
    if before is None or before.shape != now.shape:
        return set()
    held = before.months
    return {name for name, month in now.months.items() if held.get(name) == month}
