"""Whether a database knows which signs are letters, as a search by parts needs."""

import psycopg

from renxin.site.postgres.database import Server

KNOWS_NONE = {"C", "POSIX"}


def are_known(place: Server) -> bool:
    """False where LC_CTYPE is C: a Chinese character is no letter there."""
    with psycopg.connect(place.conninfo()) as link:
        found = link.execute(
            "SELECT datctype FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return not found or found[0] not in KNOWS_NONE
