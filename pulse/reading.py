"""Reading a folder with DuckDB: every cell typed, every bad row refused and counted.

Text is read once into DuckDB's own memory; Parquet stays where it is and is scanned.
"""

# ruff: noqa: S608  SQL is this module's trade; every name and value is quoted.

import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from pulse import checks
from pulse.casts import cast, quoted, text, trusted
from pulse.files import Source, Unreadable, sources
from pulse.stored import first_and_last, is_as_asked, proven
from pulse.tables import TABLES, Table
from pulse.text import TextRoom

# Of what the machine, or the container, has: the house itself lives there too.
HALF = "50%"


@dataclass(frozen=True)
class Account:
    """What became of a table's rows: how many there were, which were refused and why.

    `blanked` counts cells of optional columns that could not be read; their rows stay.
    """

    name: str
    rows: int
    refused: int = 0
    why: Mapping[str, int] = field(default_factory=dict)
    blanked: Mapping[str, int] = field(default_factory=dict)

    def is_spotless(self) -> bool:
        return not self.refused and not self.blanked

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "name": self.name,
            "rows": self.rows,
            "refused": self.refused,
            "why": dict(self.why),
        }
        return told | ({"blanked": dict(self.blanked)} if self.blanked else {})


@dataclass(frozen=True)
class Read:
    """One table after reading: its good rows, typed, as SQL."""

    table: Table
    source: Source
    account: Account
    held: Mapping[str, str]
    sql: str
    is_plain: bool = False
    days: tuple[date, date] | None = None


class Reader:
    """Reads the tables of one folder in one clinic's zone.

    What does not fit into `memory` is laid on the disk while it is needed.
    """

    def __init__(self, zone: str, memory: str = HALF) -> None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise Unreadable(f"There is no time zone `{zone}`.") from unknown
        self.zone = zone
        self.connection = duckdb.connect()
        self.connection.execute(f"SET TimeZone = {text(zone)}")
        self.connection.execute("SET enable_progress_bar = false")
        # DuckDB makes this folder when it needs it, and takes it away at its end.
        spill = Path(tempfile.gettempdir()) / f"pulse-{uuid.uuid4().hex}"
        self.connection.execute(f"SET temp_directory = {text(str(spill))}")
        try:
            self.connection.execute(f"SET memory_limit = {text(memory)}")
        except duckdb.Error as unknown:
            raise Unreadable(
                f"`{memory}` is no amount of memory: write 4GB or 50%."
            ) from unknown

    def read(self, folder: Path) -> dict[str, Read]:
        with tempfile.TemporaryDirectory(prefix="pulse-") as workroom:
            room = TextRoom(self.connection, Path(workroom))
            return {
                name: self._stored(one) if one.is_parquet else self._told(one, room)
                for name, one in sources(folder).items()
            }

    def _stored(self, source: Source) -> Read:
        paths = ", ".join(text(str(path)) for path in source.paths)
        raw = f"read_parquet([{paths}], union_by_name = true)"
        table, held = TABLES[source.table], self._held(source, raw)
        proof = proven(self.connection, source.paths, table, held)
        reasons = {
            why: test
            for why, test in checks.refusals(table, held, self.zone).items()
            if why not in proof.impossible
        }
        account = self._account(source.table, raw, reasons, self._blanks(table, held))
        sql = self._typed(table, raw, held, proof.sane)
        if account.refused:
            sql += f" WHERE {_why(reasons)} IS NULL"
        is_plain = account.is_spotless() and is_as_asked(table, held, proof)
        days = (
            None if account.refused else first_and_last(table, held, proof, self.zone)
        )
        return Read(table, source, account, held, sql, is_plain, days)

    def _told(self, source: Source, room: TextRoom) -> Read:
        raw, not_rows = room.load(source)
        table, held = TABLES[source.table], self._held(source, raw)
        reasons = checks.refusals(table, held, self.zone)
        if table.key:
            reasons[f"repeated `{table.key}`"] = self._repeats(table.key, raw, reasons)
        account = self._account(source.table, raw, reasons, self._blanks(table, held))
        kept = quoted(source.table)
        self.connection.execute(
            f"CREATE TABLE {kept} AS {self._typed(table, raw, held)}"
            f" WHERE {_why(reasons)} IS NULL"
        )
        self.connection.execute(f"DROP TABLE {raw}")
        lost = sum(not_rows.values())
        account = Account(
            name=account.name,
            rows=account.rows + lost,
            refused=account.refused + lost,
            why=not_rows | dict(account.why),
            blanked=account.blanked,
        )
        return Read(table, source, account, held, f"SELECT * FROM {kept}")

    def _held(self, source: Source, raw: str) -> dict[str, str]:
        """The columns and the types the file holds them in."""
        try:
            rows = self.connection.execute(f"DESCRIBE SELECT * FROM {raw}").fetchall()
        except duckdb.Error as broken:
            raise Unreadable(f"`{source.paths[0]}` cannot be read.") from broken
        held = {str(row[0]): str(row[1]) for row in rows}
        for name in TABLES[source.table].required():
            if name not in held:
                raise Unreadable(f"Table `{source.table}` has no column `{name}`.")
        return held

    def _blanks(self, table: Table, held: Mapping[str, str]) -> dict[str, str]:
        return {
            why: test
            for why, test in checks.blanked(table, held, self.zone).items()
            if held[why.split("`")[1]] == "VARCHAR"
        }

    def _repeats(self, key: str, raw: str, reasons: Mapping[str, str]) -> str:
        """True for every row but the first of those with one key."""
        name = quoted(key)
        later = quoted(f"repeated {key} of {raw}")
        self.connection.execute(
            f"CREATE TEMP TABLE {later} AS SELECT row FROM (SELECT rowid AS row,"
            f" row_number() OVER (PARTITION BY {name} ORDER BY rowid) AS nth"
            f" FROM {raw} WHERE {_why(reasons)} IS NULL) WHERE nth > 1"
        )
        return f"rowid IN (SELECT row FROM {later})"

    def _account(
        self,
        name: str,
        raw: str,
        reasons: Mapping[str, str],
        blanks: Mapping[str, str],
    ) -> Account:
        counts = [f"count(*) FILTER (WHERE {test})" for test in blanks.values()]
        rows = self.connection.execute(
            f"SELECT {', '.join([f'{_why(reasons)} AS why', 'count(*)', *counts])}"
            f" FROM {raw} GROUP BY 1 ORDER BY 2 DESC, 1"
        ).fetchall()
        why = {str(row[0]): int(row[1]) for row in rows if row[0] is not None}
        cells = {
            blank: sum(int(row[at]) for row in rows if row[0] is None)
            for at, blank in enumerate(blanks, start=2)
        }
        return Account(
            name=name,
            rows=sum(int(row[1]) for row in rows),
            refused=sum(why.values()),
            why=why,
            blanked={blank: count for blank, count in cells.items() if count},
        )

    def _typed(
        self,
        table: Table,
        raw: str,
        held: Mapping[str, str],
        sane: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> str:
        cells = []
        for name, kind in held.items():
            column = table.column(name)
            value = quoted(name)
            if column and name in sane:
                value = trusted(column, kind, self.zone, sane[name])
            elif column:
                value = cast(column, kind, self.zone)
            cells.append(f"{value} AS {quoted(name)}")
        return f"SELECT {', '.join(cells)} FROM {raw}"


def _why(reasons: Mapping[str, str]) -> str:
    if not reasons:
        return "NULL::VARCHAR"
    tests = " ".join(f"WHEN {test} THEN {text(why)}" for why, test in reasons.items())
    return f"CASE {tests} END"
