"""Writing the months of a table as Parquet, in bounded memory.

PostgreSQL streams text, Arrow reads it a few megabytes at a time, and each month
is a file of its own, whole on the disk before anyone may read it.
"""

import io
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from django.db import connection

from renxin.scorecard.lake import queries
from renxin.scorecard.lake.extract import Extract, Form

BLOCK_BYTES = 4 << 20
TYPES = {
    Form.TEXT: pa.string(),
    Form.MOMENT: pa.timestamp("us"),
    Form.DAY: pa.date32(),
    Form.MONEY: pa.decimal128(18, 2),
    Form.NUMBER: pa.float64(),
    Form.YES_NO: pa.bool_(),
}
NONE_YET = "none.parquet"


def schema(extract: Extract) -> pa.Schema:
    fields = [("patient_id", pa.string())]
    fields += [(column.name, TYPES[column.form]) for column in extract.columns]
    return pa.schema(fields)


def write(extract: Extract, months: Iterable[str], folder: Path) -> None:
    """Write one file for each of these months into a folder that is there."""
    wanted = list(months)
    if not wanted:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(queries.copy(extract, wanted)) as copy,
    ):
        _file_by_month(_batches(extract, copy), schema(extract), folder)


def write_none(extract: Extract, folder: Path) -> None:
    """A table that is kept and holds nothing yet, as opposed to one not kept."""
    path = folder / NONE_YET
    pyarrow.parquet.write_table(schema(extract).empty_table(), path)
    settle(path)


def settle(path: Path) -> None:
    """Return only when the file, or the folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class CopyStream(io.RawIOBase):
    """What PostgreSQL copies out, as a file that is read once."""

    def __init__(self, copy: Iterable[bytes | memoryview]) -> None:
        self.blocks = iter(copy)
        self.rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.rest:
            block = next(self.blocks, None)
            if block is None:
                return 0
            self.rest = memoryview(block)
        taken = min(len(buffer), len(self.rest))
        buffer[:taken], self.rest = self.rest[:taken], self.rest[taken:]
        return taken


def _batches(extract: Extract, copy: Iterable[bytes]) -> Iterator[pa.RecordBatch]:
    whole = pa.schema([("month", pa.string()), *schema(extract)])
    stream = io.BufferedReader(CopyStream(copy), BLOCK_BYTES)
    return iter(
        pa.csv.open_csv(
            stream,
            read_options=pa.csv.ReadOptions(
                column_names=whole.names, block_size=BLOCK_BYTES
            ),
            parse_options=pa.csv.ParseOptions(newlines_in_values=True),
            convert_options=pa.csv.ConvertOptions(
                column_types=whole,
                # Only what PostgreSQL left out is missing: `NA` is a word.
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                true_values=["t"],
                false_values=["f"],
            ),
        )
    )


def _file_by_month(
    batches: Iterable[pa.RecordBatch], columns: pa.Schema, folder: Path
) -> None:
    """Split rows that come sorted by month into one file a month."""
    runs = (run for batch in batches for run in _runs(batch))
    for month, pieces in groupby(runs, key=itemgetter(0)):
        path = folder / f"{month}.parquet"
        with pyarrow.parquet.ParquetWriter(path, columns, compression="zstd") as file:
            for _month, rows in pieces:
                file.write_batch(rows)
        settle(path)


def _runs(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    runs = pc.run_end_encode(batch["month"])
    rows = batch.drop_columns(["month"])
    start = 0
    for end, name in zip(
        runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True
    ):
        yield name, rows.slice(start, end - start)
        start = end
