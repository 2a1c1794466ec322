"""Writing what a question finds, without carrying it through the application."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def write(
    model: type[models.Model], columns: Sequence[str], found: models.QuerySet[Any, Any]
) -> int:
    """Insert the rows that a ``values_list`` finds; what is there already stays."""
    asked, told = found.query.sql_with_params()
    names = ", ".join(f'"{name}"' for name in columns)
    # Names of our own tables and columns; whatever people typed is a parameter.
    table = model._meta.db_table  # noqa: SLF001  (the public name of it)
    into = f'INSERT INTO "{table}" ({names})'
    statement = f"{into} {asked} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return int(cursor.rowcount)


def run(statement: str, told: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return int(cursor.rowcount)
