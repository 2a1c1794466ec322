"""A clock that nobody can set: the database's time, carried on by what has passed.

How long a message is in hand is told by this clock. A machine whose wall clock jumps,
or two machines that disagree, must not make one message two.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

Clock = Callable[[], datetime]


def house_clock() -> Clock:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    begun: datetime = row[0]
    started = time.monotonic()
    return lambda: begun + timedelta(seconds=time.monotonic() - started)
