"""One run of the planner: notice, weigh, stop, take; and see that the counts add up."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    ProtocolContact,
    ProtocolEnrolment,
)
from renxin.protocols.planning import (
    catching_up,
    following,
    noticing,
    stopping,
    taking,
    weighing,
)

# Any fixed number: two planners at once would only wait for each other.
TURN = 7_319_005
# What comes once an hour waits so long for a run that is at it.
PATIENCE = "10min"
KEEPS = ("promised", "said", "not_taken")


def plan(*, at: datetime) -> Counter[str]:
    """Every few minutes; on a quiet day three looks at an index."""
    with one_at_a_time() as mine:
        return _plan(at=at) if mine else Counter()


def look_further(*, at: datetime) -> Counter[str]:
    """Also what time brings, what was imported or charged late, and what is settled."""
    with one_at_a_time(patience=PATIENCE) as mine:
        if not mine:
            return Counter()
        noticed = catching_up.catch_up(at=at) + noticing.look_through_lists(at=at)
        noticed += noticing.take_up(at=at)
        settled = stopping.stop_the_settled(at=at)
        return _plan(at=at, before=Counter({"noticed": noticed, "stopped": settled}))


def _plan(*, at: datetime, before: Counter[str] | None = None) -> Counter[str]:
    began = time.monotonic()
    counts = Counter(before or {})
    following.follow(at=at)
    counts += weighing.weigh(at=at)
    counts["stopped"] += stopping.stop_the_turned_off(at=at)
    counts["stopped"] += stopping.stop_the_due(at=at)
    counts += taking.take(at=at)
    counts = +counts
    if counts:
        _keep(counts, took=time.monotonic() - began, at=at)
    return counts


def _keep(counts: Counter[str], *, took: float, at: datetime) -> None:
    """What was due is promised, said, put off or has its reason; or somebody looks."""
    written = ProtocolContact.objects.filter(at=at).count()
    still = ProtocolEnrolment.objects.running().filter(next_at__lte=at).count()
    explained = sum(counts[name] for name in KEEPS)
    lost = counts["due"] - explained - counts["put_off"]
    run = PlanningRun.objects.create(
        at=at,
        took_ms=round(took * 1000),
        counts=dict(counts),
        unexplained=abs(lost) + max(explained - written, 0) + still,
    )
    if run.unexplained:
        PlanningAlarm.ring(run, on=timezone.localdate(at))


@contextmanager
def one_at_a_time(*, patience: str = "") -> Iterator[bool]:
    """A lock of this connection; a planner that was killed lets it go by dying."""
    mine = _waited(patience) if patience else _tried()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])


def _tried() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [TURN])
        (mine,) = cursor.fetchone() or (False,)
    return bool(mine)


def _waited(patience: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
            cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
    except OperationalError as late:
        if not isinstance(late.__cause__, LockNotAvailable):
            raise
        return False
    return True
