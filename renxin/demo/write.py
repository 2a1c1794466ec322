"""Worlds on disk: Parquet in the shape `pulse` reads, the truth beside it."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from renxin.demo.words import truth
from renxin.demo.world import Part, districts

TRUTH = "truth"


class Folder:
    """A folder of tables that grows by whole districts."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}
        self.counts: dict[str, Counter[str]] = {}
        (out / TRUTH).mkdir(parents=True, exist_ok=True)

    def add(self, part: Part) -> None:
        for name, table in part.tables.items():
            self._write(name, table)
        for name, table in part.truth.items():
            self._write(f"{TRUTH}/{name}", table)

        for name, counter in part.counts.items():
            self.counts[name] = self.counts.get(name, Counter()) + counter

    def _write(self, name: str, table: pa.Table) -> None:
        if name not in self._writers:
            # Without Arrow's own schema a word column is plain text to every reader.
            self._writers[name] = pq.ParquetWriter(
                self._out / f"{name}.parquet",
                table.schema,
                compression="zstd",
                store_schema=False,
            )
        self._writers[name].write_table(table)
        self.rows[name] = self.rows.get(name, 0) + table.num_rows

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()


def write(
    out: Path, *, seed: int, patients: int, years: int, until: date
) -> dict[str, int]:
    """Write the world district by district; returns the rows of each table."""
    folder = Folder(out)
    try:
        for part in districts(seed, patients, years, until):
            folder.add(part)
    finally:
        folder.close()
    told = {
        "seed": seed,
        "patients": patients,
        "years": years,
        "until": until.isoformat(),
        "rows": folder.rows,
        "counts": {name: dict(sorted(c.items())) for name, c in folder.counts.items()},
        "gateway": "sink",
        "parameters": truth(),
    }
    text = json.dumps(told, ensure_ascii=False, indent=2)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")
    return folder.rows
