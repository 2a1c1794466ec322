"""One import of a system at a time, whoever starts it and from where."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def alone(source: str) -> Iterator["psycopg.Connection"]:
    """Hold the system's lock on a connection of our own, for the whole run.

    A lock of the session is safe here because the session is ours alone and
    ends with the run; a killed run lets go of it with its connection.
    """
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters, autocommit=True) as ours:
        key = {"name": f"exchange {source}"}
        ours.execute("SELECT pg_advisory_lock(hashtextextended(%(name)s, 11))", key)
        yield ours
