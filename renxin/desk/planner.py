"""Telling PostgreSQL's planner what we know and it does not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def joins_as_written() -> Iterator[None]:
    """For rows that name a dozen others by their keys: one order of joins will do.

    To weigh all others takes the planner a hundred times as long as the answer. Not for
    questions that narrow rows down by a subquery: there the order matters.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET join_collapse_limit = 1")
        yield
        cursor.execute("RESET join_collapse_limit")
