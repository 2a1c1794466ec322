"""How many rows PostgreSQL reads for a page: a budget that no machine changes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def rows_read() -> Iterator[list[int]]:
    """Fills a list: for each question, the most rows any one step of it had to read."""
    asked: list[tuple[str, Any]] = []
    read: list[int] = []

    def listen(execute: Any, sql: str, given: Any, many: Any, context: Any) -> Any:
        asked.append((sql, given))
        return execute(sql, given, many, context)

    with connection.execute_wrapper(listen):
        yield read
    for sql, given in asked:
        if sql.lstrip("( ").startswith(("SELECT", "WITH")):
            read.append(max(steps(plan_of(sql, given))))


def plan_of(sql: str, given: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", given)
        told = cursor.fetchone()[0]
    return (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]


def steps(plan: dict[str, Any]) -> Iterator[int]:
    thrown_away = plan.get("Rows Removed by Filter", 0)
    yield round((plan["Actual Rows"] + thrown_away) * plan["Actual Loops"])
    for step in plan.get("Plans", ()):
        yield from steps(step)
