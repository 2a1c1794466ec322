"""Whether the tables are those this version of the code expects.

Asking Django takes seconds, because it reads every app. So the state of all
migrations is noted in the database beside the list of those applied, and a
start that finds the same note has nothing to bring up to date.
"""

import hashlib

import psycopg
from psycopg import Connection, sql

from renxin.site.home import CHECKOUT
from renxin.site.postgres.database import Server

TABLE = "django_migrations"


def fingerprint() -> str:
    """Names the state of every migration, ours and those of the packages."""
    files = sorted((CHECKOUT / "renxin").glob("*/migrations/*.py"))
    files.append(CHECKOUT / "requirements" / "core.txt")
    files.append(CHECKOUT / "renxin" / "site" / "settings.py")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def needs_nothing(place: Server) -> bool:
    """Whether the tables are up to date and somebody lives in the house."""
    with psycopg.connect(place.conninfo()) as link:
        if noted(link) != fingerprint():
            return False
        found = link.execute("SELECT EXISTS (SELECT 1 FROM staff_staff)").fetchone()
    return bool(found and found[0])


def noted(link: Connection) -> str | None:
    found = link.execute(
        "SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE]
    ).fetchone()
    return found[0] if found else None


def note(link: Connection) -> None:
    command = sql.SQL("COMMENT ON TABLE {} IS {}")
    link.execute(command.format(sql.Identifier(TABLE), sql.Literal(fingerprint())))
