"""Stopping: who booked, came, answered, complained or died hears no more of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value

from renxin.promises import endings
from renxin.promises.models import Promise
from renxin.protocols.kinds import TURNED_OFF
from renxin.protocols.models import (
    ProtocolEnrolment,
    ProtocolStop,
    ProtocolVersion,
    TurnedOn,
)
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolmentQuerySet
from renxin.protocols.planning import reasons, set_based

Enrolments = QuerySet[ProtocolEnrolment, Any]


@transaction.atomic
def stop(those: Enrolments, *, at: datetime) -> int:
    """End these, each with the ``why`` it is annotated with."""
    values = those.order_by().values_list("pk", "why", Value(at), Value(""))
    columns = ("enrolment_id", "why", "at", "note")
    stopped = set_based.write(ProtocolStop, columns, values)
    if stopped:
        now = ProtocolStop.objects.filter(at=at).values("pk")
        ended = ProtocolEnrolment.objects.filter(ended_at=None, pk__in=now)
        ended.update(ended_at=at, next_at=None, next_place=None)
    return stopped


def stop_the_due(*, at: datetime) -> int:
    """Asked only of those to whom a step is due: the others can wait."""
    due = ProtocolEnrolment.objects.running().filter(next_at__lte=at)
    return _stop_where_it_holds(due, at=at)


def stop_the_settled(*, at: datetime) -> int:
    """Asked also of those to whom a promise of it is open; it is let go as well.

    And of all that count back from something agreed, which may be called off.
    """
    owed = Promise.objects.open().filter(protocol_step__isnull=False)
    waiting = ProtocolEnrolment.objects.running().filter(
        pk__in=owed.values("protocol_step__enrolment")
    )
    stopped = _stop_where_it_holds(waiting, at=at)
    ahead = ProtocolEnrolment.objects.running().ahead()
    stopped += _stop_where_it_holds(ahead, at=at)
    for promise in owed.filter(protocol_step__enrolment__stop__isnull=False):
        promise.release(outcome=endings.NOT_NEEDED.code, by=None, at=at)
    return stopped


def stop_the_turned_off(*, at: datetime) -> int:
    """A protocol with no version on takes nobody further.

    What counts back from something agreed waits for it: it may be on again by then.
    """
    on = TurnedOn.objects.standing().values("protocol")
    due = ProtocolEnrolment.objects.running().filter(next_at__lte=at)
    left = due.filter(comes_at=None)
    return stop(left.exclude(protocol__in=on).annotate(why=Value(TURNED_OFF)), at=at)


def _stop_where_it_holds(those: ProtocolEnrolmentQuerySet, *, at: datetime) -> int:
    """Versions that stop for the same are asked together: few statements for many."""
    keys = those.order_by().values("version").distinct()
    alike: dict[tuple[str, ...], list[ProtocolVersion]] = {}
    for version in ProtocolVersion.objects.filter(pk__in=keys):
        alike.setdefault(reasons.names_of(version.written), []).append(version)
    return sum(_of(those, names, same, at=at) for names, same in alike.items())


def _of(
    those: ProtocolEnrolmentQuerySet,
    names: Sequence[str],
    versions: Sequence[ProtocolVersion],
    *,
    at: datetime,
) -> int:
    of_them = those.filter(version__in=versions).with_person()
    asked = reasons.holding(names, reasons.enrolled(at))
    return stop(of_them.annotate(why=reasons.first_of(asked)).exclude(why=""), at=at)


def stops_now(enrolment_id: int, *, at: datetime) -> bool:
    """Looked at again when a message of it goes out."""
    found = ProtocolEnrolment.objects.filter(pk=enrolment_id, stop=None)
    enrolment = found.select_related("version").first()
    if enrolment is None:
        return True
    asked = reasons.stopped(enrolment.version.written, reasons.enrolled(at))
    why = found.with_person().annotate(why=reasons.first_of(asked))
    return why.exclude(why="").exists()
