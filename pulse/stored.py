"""What a Parquet file's own statistics prove without a scan."""

# ruff: noqa: S608  SQL is this module's trade; every name and value is quoted.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from pulse.casts import FIRST_YEAR, LAST_YEAR, text
from pulse.checks import missing, wrong
from pulse.clock import moment
from pulse.tables import Kind, Table

EXACT = ("DECIMAL", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "U", "HUGEINT")


@dataclass(frozen=True)
class Proof:
    """Reasons for refusal that cannot occur, and columns that need no second look.

    `sane` maps such a column to its least and greatest value, as the file states them.
    """

    impossible: frozenset[str]
    sane: Mapping[str, tuple[str, str]]


def proven(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    table: Table,
    held: Mapping[str, str],
) -> Proof:
    files = ", ".join(text(str(path)) for path in paths)
    rows = connection.execute(
        "SELECT path_in_schema, bool_and(coalesce(stats_null_count = 0, false)),"
        " min(stats_min_value), max(stats_max_value), count(DISTINCT file_name),"
        " bool_and(stats_min_value IS NOT NULL OR stats_null_count = num_values)"
        f" FROM parquet_metadata([{files}]) GROUP BY 1"
    ).fetchall()
    impossible: set[str] = set()
    sane: dict[str, tuple[str, str]] = {}
    for name, is_full, least, most, files_with_it, is_told in rows:
        column = table.column(str(name))
        if column is None:
            continue
        kind = held[column.name]
        if is_full and files_with_it == len(paths) and (kind != "VARCHAR" or least):
            impossible.add(missing(column))
        if is_told and _is_sane(column.kind, kind, least, most):
            sane[column.name] = (str(least), str(most))
            impossible.add(wrong(column))
    return Proof(frozenset(impossible), sane)


def _is_sane(kind: Kind, held: str, least: str | None, most: str | None) -> bool:
    """Whether every cell that is there can be cast as it stands."""
    if kind in {Kind.ID, Kind.TEXT}:
        return held == "VARCHAR" and bool(least)
    if kind in {Kind.MOMENT, Kind.DAY}:
        if held == "VARCHAR" or not least or not most:
            return False
        return str(FIRST_YEAR) < least[:4] and most[:4] < str(LAST_YEAR)
    return kind is Kind.MONEY and held.startswith(EXACT)


HOLDS = {
    Kind.MOMENT: ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
    Kind.DAY: ("DATE",),
    Kind.BOOL: ("BOOLEAN",),
    Kind.CODE: ("VARCHAR",),
    Kind.NUMBER: ("DOUBLE", "FLOAT", *EXACT),
    Kind.MONEY: ("DOUBLE", *EXACT),
}


def is_as_asked(table: Table, held: Mapping[str, str], proof: Proof) -> bool:
    """Whether the files hold every column just as the contract has it."""
    columns = [one for one in table.columns if one.name in held]
    return all(
        column.name in proof.sane
        if column.kind in {Kind.ID, Kind.TEXT}
        else held[column.name].startswith(HOLDS[column.kind])
        for column in columns
    )


def first_and_last(
    table: Table, held: Mapping[str, str], proof: Proof, zone: str
) -> tuple[date, date] | None:
    """The clinic's first and last day in these files, where they state them."""
    name = table.dated_by
    if name is None or name not in proof.sane:
        return None
    if not held[name].startswith(HOLDS[Kind.MOMENT]):
        return None
    first, last = (moment(stated) for stated in proof.sane[name])
    if held[name] == "TIMESTAMP WITH TIME ZONE":
        place = ZoneInfo(zone)
        first, last = first.astimezone(place), last.astimezone(place)
    return first.date(), last.date()
