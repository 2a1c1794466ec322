"""The people behind a figure, kept in order as Parquet and read a page at a time.

The lists hold keys only. Names are looked up for the page that is shown, among
the patients the reader may see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet

PAGE = 50
ROW_GROUP = 20_000
PLACE = "place"

Where = Mapping[str, str | bool]


@dataclass(frozen=True)
class Page:
    """Some lines of a list in order, and where the pages beside it start."""

    lines: tuple[Mapping[str, Any], ...]
    total: int
    first: int
    earlier: int | None
    further: int | None


def write(path: Path, rows: Sequence[Mapping[str, Any]], columns: pa.Schema) -> None:
    """Keep rows in the order given; readers never see half a list."""
    places = pa.array(range(1, len(rows) + 1), pa.int64())
    table = pa.Table.from_pylist(list(rows), schema=columns)
    draft = path.with_name(f".{path.name}")
    pyarrow.parquet.write_table(
        table.append_column(PLACE, places), draft, row_group_size=ROW_GROUP
    )
    draft.replace(path)


def page(path: Path, where: Where, *, after: int = 0, size: int = PAGE) -> Page:
    """The lines that follow a place, with no line before them read."""
    data, chosen = pyarrow.dataset.dataset(path), _test(where)
    here = pyarrow.dataset.field(PLACE)
    found = data.head(size + 1, filter=chosen & (here > after)).to_pylist()
    before = data.to_table(columns=[PLACE], filter=chosen & (here <= after))
    passed = before.column(PLACE).to_pylist()
    lines = tuple(found[:size])
    return Page(
        lines=lines,
        total=data.count_rows(filter=chosen),
        first=len(passed) + 1,
        earlier=None if not passed else _place_before(passed, size),
        further=lines[-1][PLACE] if len(found) > size else None,
    )


def every(path: Path, where: Where) -> list[dict[str, Any]]:
    """All lines that meet the test, for a file somebody takes out."""
    data = pyarrow.dataset.dataset(path)
    found: list[dict[str, Any]] = data.to_table(filter=_test(where)).to_pylist()
    return found


def chosen(path: Path, patients: Sequence[str]) -> set[str]:
    """Those of some patients who are on the list at all."""
    data = pyarrow.dataset.dataset(path)
    asked = pa.array(patients, pa.string())
    is_asked = pyarrow.dataset.field("patient_id").isin(asked)
    found = data.to_table(columns=["patient_id"], filter=is_asked)
    return set(found.column("patient_id").to_pylist())


def _place_before(passed: Sequence[int], size: int) -> int:
    """After which place the page before this one begins."""
    return passed[-size - 1] if len(passed) > size else 0


def _test(where: Where) -> pyarrow.dataset.Expression:
    tests = [pyarrow.dataset.field(name) == value for name, value in where.items()]
    return reduce(and_, tests, pyarrow.dataset.scalar(value=True))
