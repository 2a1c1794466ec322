"""The second engine: Polars. The common reader types text; Parquet is scanned here."""

from collections.abc import Sequence
from pathlib import Path

import narwhals as nw
import polars as pl

from pulse.fetch import Frame
from pulse.opened import Step, Tables
from pulse.reading import HALF, Read, Reader
from pulse.tables import Kind


class Polars:
    """Runs frames in Polars' own lazy engine."""

    name = "polars"

    def keep(self, frame: Frame) -> Frame:
        native: pl.LazyFrame = frame.to_native()
        return nw.from_native(native.collect().lazy())

    def fold(self, frame: Frame, key: str, steps: Sequence[Step]) -> Frame:
        native: pl.LazyFrame = frame.to_native()
        cells = [_cell(step).alias(step.name) for step in steps]
        return nw.from_native(native.group_by(key).agg(cells))


def _cell(step: Step) -> pl.Expr:
    column, other = pl.col(step.column), pl.col(step.other or step.column)
    ways = {
        "least": column.min(),
        "second": column.bottom_k(2).sort().get(1, null_on_oob=True),
        # Polars' sum of nothing is 0; ours is null, as in SQL.
        "sum": pl.when(column.count() > 0).then(column.sum()),
        "bits": _power(column).bitwise_or().fill_null(0),
        "ranges": (_power(other + 1) - _power(column)).bitwise_or().fill_null(0),
        "first_of": column.sort_by(other, nulls_last=True).first(),
    }
    return ways[step.how]


def _power(bit: pl.Expr) -> pl.Expr:
    return pl.lit(2, pl.Int64).pow(bit).cast(pl.Int64)


def open(  # noqa: A001
    folder: str | Path, *, zone: str = "Asia/Shanghai", memory: str = HALF
) -> Tables:
    """The tables of a folder, on Polars; `memory` bounds the reading of text only.

    Raises `pulse.Unreadable` with a sentence where the folder cannot be read.
    """
    reader = Reader(zone, memory)
    read = reader.read(Path(folder))
    return Tables(
        engine=Polars(),
        zone=zone,
        frames={name: nw.from_native(_scan(one, reader)) for name, one in read.items()},
        columns={name: frozenset(one.held) for name, one in read.items()},
        accounts=tuple(one.account for one in read.values()),
        days={name: one.days for name, one in read.items() if one.days},
    )


def _scan(read: Read, reader: Reader) -> pl.LazyFrame:
    """The files themselves where they need no more than a clock; else what was read."""
    if not read.is_plain:
        arrow = reader.connection.sql(read.sql).to_arrow_table()
        frame = pl.from_arrow(arrow)
        return (
            frame.lazy() if isinstance(frame, pl.DataFrame) else frame.to_frame().lazy()
        )
    scan = pl.scan_parquet(list(read.source.paths), missing_columns="insert")
    return scan.with_columns(
        [
            _as_asked(column.name, column.kind, read.held[column.name], reader.zone)
            for column in read.table.columns
            if column.name in read.held
        ]
    )


def _as_asked(name: str, kind: Kind, held: str, zone: str) -> pl.Expr:
    column = pl.col(name)
    if kind is Kind.MONEY:
        return (column * 100).round().cast(pl.Int64)
    if kind is Kind.CODE:
        return column.str.strip_chars().str.to_uppercase()
    if kind is Kind.NUMBER:
        return column.cast(pl.Float64)
    if kind is not Kind.MOMENT:
        return column
    if held == "TIMESTAMP WITH TIME ZONE":
        column = column.dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return column.cast(pl.Datetime("us"))
