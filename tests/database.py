"""The tests' database: one server a run, one migrated template, one clone a process."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import psycopg
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import Connection, sql
from psycopg.errors import DeadlockDetected, InsufficientPrivilege

from renxin.site.home import CHECKOUT
from renxin.site.postgres import database, migrated
from renxin.site.postgres.cluster import Cluster, major_version, programs
from renxin.site.postgres.database import Server

BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
PATIENCE = 200  # looks, a twentieth of a second apart
FLUSHES = 3
GIVEN_URL = os.environ.get("RENXIN_DATABASE_URL", "").strip()
TEMPLATE = "renxin_template"
CLONE = "renxin_test"
# Nothing here outlives the run, so nothing waits for the disk.
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
}


def server() -> Server:
    """The server named by RENXIN_DATABASE_URL, or one of ours shared by all workers."""
    if GIVEN_URL:
        return database.at(GIVEN_URL)
    chosen = programs()
    root = CHECKOUT / ".renxin-test" / f"pg{major_version(chosen)}"
    return database.use(Cluster(root=root.resolve(), programs=chosen, settings=HASTY))


@contextmanager
def cloned() -> Iterator[Server]:
    """A database of this process's own, gone afterwards."""
    place = server()
    name = f"{CLONE}_{os.getpid()}"
    with psycopg.connect(place.conninfo(), autocommit=True) as link:
        # Two runs on one server build the template one after the other.
        link.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        make(link, name, template(link, place))
        link.execute("SELECT pg_advisory_unlock_all()")
    clone = replace(place, name=name)
    point_django_at(clone)
    try:
        yield clone
    finally:
        point_nowhere()
        with psycopg.connect(place.conninfo(), autocommit=True) as link:
            drop(link, name)


def template(link: Connection, place: Server) -> str:
    """The template of these very migrations, made when it is not there yet."""
    name = f"{TEMPLATE}_{migrated.fingerprint()}"
    known = databases(link)
    if name in known:
        return name
    for old in known:
        if old.startswith(TEMPLATE) or left_behind(old):
            drop(link, old)
    draft = f"{TEMPLATE}_draft"
    make(link, draft, "template0")
    point_django_at(replace(place, name=draft))
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    link.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
    return name


def databases(link: Connection) -> list[str]:
    rows = link.execute("SELECT datname FROM pg_database").fetchall()
    return [row[0] for row in rows]


def left_behind(name: str) -> bool:
    """Whether a database belongs to a test process that is no more."""
    number = name.removeprefix(f"{CLONE}_")
    if not number.isdigit() or GIVEN_URL:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def make(link: Connection, name: str, template: str) -> None:
    drop(link, name)
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    link.execute(command.format(sql.Identifier(name), sql.Identifier(template)))


def drop(link: Connection, name: str) -> None:
    """However busy it is; who sweeps there may not be sent away, and is waited for."""
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    pause = threading.Event()
    for _look in range(PATIENCE):
        try:
            link.execute(command.format(sql.Identifier(name)))
        except InsufficientPrivilege:
            pause.wait(0.05)
        else:
            return
    link.execute(command.format(sql.Identifier(name)))


def point_nowhere() -> None:
    """Where no clone is, nothing answers.

    The settings name the house of whoever runs the tests, and some tests empty the
    database they find.
    """
    connections.close_all()
    nowhere = Server(name="no_clone_yet", host="/no/clone/yet")
    connections["default"].settings_dict.update(database.settings_for(nowhere))


def point_django_at(place: Server) -> None:
    """Turn Django's settings in place: threads and children see the same database."""
    connections.close_all()
    connection = connections["default"]
    connection.settings_dict.update(database.settings_for(place))
    connection.settings_dict["CONN_MAX_AGE"] = 0
    os.environ["RENXIN_DATABASE_URL"] = place.url()


def wait_until_idle() -> None:
    """Let what a closed page asked for end, before its tables are emptied."""
    pause = threading.Event()
    with connections["default"].cursor() as cursor:
        for _look in range(PATIENCE):
            cursor.execute(BUSY)
            (busy,) = cursor.fetchone()
            if not busy:
                return
            pause.wait(0.05)


def emptied_patiently() -> None:
    """Emptying tables that a late request still reads may end in a deadlock.

    The request is read to its end by then, so the second time nobody is in the way.
    """
    empty = DatabaseOperations.execute_sql_flush

    def patiently(self: DatabaseOperations, statements: Sequence[str]) -> None:
        for _try in range(FLUSHES):
            try:
                return empty(self, statements)
            except OperationalError as trouble:
                if not isinstance(trouble.__cause__, DeadlockDetected):
                    raise
        return empty(self, statements)

    DatabaseOperations.execute_sql_flush = patiently
