"""Weighing: who of those noticed is on the protocol, who is left out, who is held out.

The draw comes after eligibility and before any contact, so that what is compared
later was alike at the beginning.
"""

from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from renxin.protocols.kinds import Again, Arm
from renxin.protocols.models import (
    Assignment,
    ProtocolEnrolment,
    ProtocolExclusion,
    ProtocolVersion,
    Trial,
)
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolmentQuerySet
from renxin.protocols.planning import advancing, reasons, set_based, stopping


def weigh(*, at: datetime) -> Counter[str]:
    """Everybody who was noticed since the last time, version by version."""
    fresh = ProtocolEnrolment.objects.fresh().order_by().values("version").distinct()
    versions = ProtocolVersion.objects.filter(pk__in=fresh).select_related("protocol")
    counts: Counter[str] = Counter()
    for version in versions.order_by("priority", "pk"):
        counts += _weigh(version, at=at)
    return counts


@transaction.atomic
def _weigh(version: ProtocolVersion, *, at: datetime) -> Counter[str]:
    """Marked first: who is noticed meanwhile is weighed the next time."""
    noticed = ProtocolEnrolment.objects.fresh().filter(version=version)
    if not noticed.update(weighed_at=at):
        return Counter()
    batch = ProtocolEnrolment.objects.filter(
        version=version, weighed_at=at, ended_at=None, next_at=None
    )
    left_out = _leave_out(batch, version, at=at)
    trial = Trial.objects.filter(protocol=version.protocol_id, ended_at=None).first()
    taken = batch.update(trial=trial)
    replaced = _replace(batch, version, at=at)
    held_out = _draw(trial, version, at=at) if trial else 0
    advancing.begin(version, at=at)
    told = {"enrolled": taken, "left_out": left_out, "held_out": held_out}
    told["stopped"] = replaced
    return Counter({name: number for name, number in told.items() if number})


def _leave_out(
    batch: ProtocolEnrolmentQuerySet, version: ProtocolVersion, *, at: datetime
) -> int:
    why = reasons.first_of(
        [
            *reasons.left_out(version.written, reasons.enrolled(at)),
            *reasons.of_their_own(version.again),
        ]
    )
    out = batch.with_person().annotate(why=why).exclude(why="")
    values = out.order_by().values_list("pk", "why", Value(at))
    left_out = set_based.write(ProtocolExclusion, ("enrolment_id", "why", "at"), values)
    batch.filter(exclusion__isnull=False).update(ended_at=at)
    return left_out


def _replace(
    batch: ProtocolEnrolmentQuerySet, version: ProtocolVersion, *, at: datetime
) -> int:
    """Whom the new enrolment of the same patient takes the place of."""
    if version.again != Again.REPLACE:
        return 0
    before = ProtocolEnrolment.objects.running().filter(
        protocol=version.protocol_id, patient__in=batch.values("patient")
    )
    older = before.annotate(
        why=reasons.first_of(reasons.of_their_own(Again.REPLACE))
    ).exclude(why="")
    return stopping.stop(older, at=at)


def _draw(trial: Trial, version: ProtocolVersion, *, at: datetime) -> int:
    """One draw at a time in a trial, so that every place is drawn once."""
    Trial.objects.select_for_update().get(pk=trial.pk)
    told = {
        "trial": trial.pk,
        "version": version.pk,
        "seed": trial.seed,
        "hold_out": trial.hold_out,
        "at": at,
        "day": timezone.localdate(at),
    }
    set_based.run(_assigning(), told)
    drawn = Assignment.objects.filter(trial=trial, at=at, arm=Arm.HELD_OUT)
    return drawn.count()


@cache
def _assigning() -> str:
    return Path(__file__).with_name("assigning.sql").read_text("utf-8")
