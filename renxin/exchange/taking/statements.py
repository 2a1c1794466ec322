"""Asking the database in sets: statements composed of names, values apart."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import sql

Values = Mapping[str, Any]


def named(name: str) -> sql.Identifier:
    return sql.Identifier(name)


def raw(text: str) -> sql.SQL:
    """A piece of SQL written in this house; never anything that came from a file."""
    return sql.SQL(text)


def by_index() -> None:
    """Look rows up by index for the rest of the transaction.

    A table that grows from nothing within one transaction is thought small by
    the planner, which then reads it whole for every row of ours.
    """
    do("SET LOCAL enable_seqscan = off")
    do("SET LOCAL jit = off")


def many(parts: "list[sql.Composable]") -> sql.Composed:
    return sql.SQL(", ").join(parts)


def written(text: str, **names: sql.Composable) -> sql.Composed:
    """A statement of ours with its names filled in; values stay parameters."""
    return raw(text).format(**names)


def do(statement: "str | sql.Composable", values: Values | None = None) -> int:
    """Carry a statement out; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(_spelt(statement), values)
        return int(cursor.rowcount)


def rows(
    statement: "str | sql.Composable", values: Values | None = None
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_spelt(statement), values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def one(statement: "str | sql.Composable", values: Values | None = None) -> Any:
    found = rows(statement, values)
    return found[0][0] if found else None


def _spelt(statement: "str | sql.Composable") -> str:
    """As text: what writes the row history reads every statement of a command."""
    return statement if isinstance(statement, str) else statement.as_string(None)
