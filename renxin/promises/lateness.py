"""Nobody is forgotten: what is late is told upward, then counted as broken.

Both steps are set-based, take only promises nobody holds at that moment, and
may run twice or be killed anywhere: a level is told once, a promise ends once.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import models, transaction

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.promises import policy
from renxin.promises.endings import FORGOTTEN
from renxin.promises.facts import PromiseBroken, PromiseEscalated
from renxin.promises.kinds import Kind
from renxin.promises.models import Ending, Escalation, Promise
from renxin.promises.models.ending import How
from renxin.promises.models.promise import PromiseQuerySet
from renxin.promises.windows import start_of_day

AT_ONCE = 500


def tell_upward(*, at: datetime) -> int:
    """Show every promise late beyond its threshold to the next person up."""
    told = 0
    for kind in Kind:
        for step in policy.lateness(kind).upward:
            late = Promise.objects.open().filter(kind=kind, due_at__lte=at - step.after)
            untold = late.exclude(escalations__level=step.level)
            told += _in_batches(untold, partial(_tell, step=step, at=at))
    return told


def break_forgotten(*, at: datetime) -> int:
    """End as broken what stayed late past its grace after somebody up was told."""
    broken = 0
    for kind in Kind:
        for gone in _past_grace(kind, at):
            known = models.Exists(
                Escalation.objects.filter(
                    promise=models.OuterRef("pk"), at__lte=at - policy.told_for()
                )
            )
            found = Promise.objects.open().filter(known, gone, kind=kind)
            broken += _in_batches(found, partial(_break, at=at))
    return broken


def _past_grace(kind: str, at: datetime) -> list[models.Q]:
    grace: timedelta | None = policy.lateness(kind).broken_after
    if grace is not None:
        return [models.Q(due_at__lte=at - grace)]
    zones = Clinic.objects.values_list("zone", flat=True).distinct().order_by("zone")
    return [
        models.Q(clinic__zone=zone, due_at__lt=start_of_day(at, zone)) for zone in zones
    ]


def _in_batches(
    found: PromiseQuerySet, act: Callable[[Sequence[Promise]], None]
) -> int:
    """Act on all of them, a transaction a batch, so that a kill loses one batch."""
    done = 0
    while True:
        with transaction.atomic():
            free = found.select_for_update(of=("self",), skip_locked=True)
            batch = list(free.order_by("due_at", "pk")[:AT_ONCE])
            act(batch)
        done += len(batch)
        if len(batch) < AT_ONCE:
            return done


def _tell(batch: Sequence[Promise], *, step: policy.Step, at: datetime) -> None:
    Escalation.objects.bulk_create(
        Escalation(promise=promise, to_role=step.to_role, level=step.level, at=at)
        for promise in batch
    )
    told = {"to_role": step.to_role, "level": step.level}
    book.record_all(
        [promise.fact(PromiseEscalated, by=None, at=at, **told) for promise in batch]
    )


def _break(batch: Sequence[Promise], *, at: datetime) -> None:
    Ending.objects.bulk_create(
        Ending(
            promise=promise,
            how=How.BROKEN,
            outcome=FORGOTTEN.code,
            reason=FORGOTTEN.code,
            at=at,
        )
        for promise in batch
    )
    Promise.objects.filter(pk__in=[promise.pk for promise in batch]).update(ended_at=at)
    told = {"outcome": FORGOTTEN.code, "reason": FORGOTTEN.code}
    book.record_all(
        [promise.fact(PromiseBroken, by=None, at=at, **told) for promise in batch]
    )
