"""The default engine: DuckDB scans the files and holds what is worked out once."""

# ruff: noqa: S608  SQL is this module's trade; every name and value is quoted.

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from pulse.casts import quoted
from pulse.fetch import Frame
from pulse.opened import Step, Tables
from pulse.reading import HALF, Reader

HOW = {
    "least": "min({column})",
    "second": "list_extract(min({column}, 2), 2)",
    "sum": "sum({column})::BIGINT",
    "bits": "coalesce(bit_or(1::BIGINT << {column}), 0)",
    "ranges": "coalesce(bit_or((1::BIGINT << ({other} + 1))"
    " - (1::BIGINT << {column})), 0)",
    "first_of": "arg_min_null({column}, {other})",
}


class DuckDB:
    """Runs frames in one DuckDB connection of its own."""

    name = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._kept = 0

    def keep(self, frame: Frame) -> Frame:
        return self._create(self.sql(frame))

    def fold(self, frame: Frame, key: str, steps: Sequence[Step]) -> Frame:
        cells = [quoted(key)]
        for step in steps:
            other = quoted(step.other)
            cell = HOW[step.how].format(column=quoted(step.column), other=other)
            cells.append(f"{cell} AS {quoted(step.name)}")
        return self.frame(
            f"SELECT {', '.join(cells)} FROM ({self.sql(frame)}) GROUP BY 1"
        )

    def frame(self, sql: str) -> Frame:
        return nw.from_native(self._connection.sql(sql)).lazy()

    def sql(self, frame: Frame) -> str:
        native: Any = frame.to_native()
        return str(native.sql_query())

    def _create(self, sql: str) -> Frame:
        self._kept += 1
        name = f"kept {self._kept}"
        self._connection.execute(f"CREATE TEMP TABLE {quoted(name)} AS {sql}")
        return self.frame(f"SELECT * FROM {quoted(name)}")


def open(  # noqa: A001
    folder: str | Path, *, zone: str = "Asia/Shanghai", memory: str = HALF
) -> Tables:
    """The tables of a folder, on DuckDB, in so much `memory` (4GB, 50%) at most.

    Raises `pulse.Unreadable` with a sentence where the folder cannot be read.
    """
    reader = Reader(zone, memory)
    read = reader.read(Path(folder))
    engine = DuckDB(reader.connection)
    return Tables(
        engine=engine,
        zone=zone,
        frames={name: engine.frame(one.sql) for name, one in read.items()},
        columns={name: frozenset(one.held) for name, one in read.items()},
        accounts=tuple(one.account for one in read.values()),
        days={name: one.days for name, one in read.items() if one.days},
    )
