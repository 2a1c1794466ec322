"""What one desk does while another holds a lock."""

import time

from django.db.backends.utils import CursorWrapper

# Of this database only: other tests wait for locks of their own. A lock of a row
# tells no database, so it is asked what else its backend holds.
WAITING = """
SELECT EXISTS (
    SELECT FROM pg_locks waits
    JOIN pg_locks held USING (pid)
    JOIN pg_database ON pg_database.oid = held.database
    WHERE NOT waits.granted AND datname = current_database()
)
"""
PATIENCE_S = 10


def until_somebody_waits(cursor: CursorWrapper) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not _is_anybody_waiting(cursor):
        assert time.monotonic() < deadline, "nobody waits for the lock"


def _is_anybody_waiting(cursor: CursorWrapper) -> bool:
    cursor.execute(WAITING)
    return bool(cursor.fetchone()[0])
