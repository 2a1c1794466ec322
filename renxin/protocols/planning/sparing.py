"""Sparing patients a step whose own condition says that it is not needed."""

from collections.abc import Sequence
from datetime import datetime

from renxin.protocols.kinds import WhyNot
from renxin.protocols.models import ProtocolEnrolment
from renxin.protocols.planning import reasons
from renxin.protocols.planning.step import Made, Step


def spared(steps: Sequence[Step], *, at: datetime) -> tuple[list[Step], list[Made]]:
    """Those that are taken, and those that are not needed.

    Before a call is promised nobody else may promise it, move the appointment or call
    it off, until it is: it is held, and looked at once more.
    """
    by_step: dict[int, list[Step]] = {}
    for one in steps:
        by_step.setdefault(one.step.pk, []).append(one)
    out = {pk for same in by_step.values() for pk in _spared(same, at=at)}
    return (
        [one for one in steps if one.due.enrolment_id not in out],
        [
            Made(one.due.enrolment_id, one.step.pk, why_not=WhyNot.NOT_NEEDED)
            for one in steps
            if one.due.enrolment_id in out
        ],
    )


def _spared(same: Sequence[Step], *, at: datetime) -> list[int]:
    names, of = list(same[0].step.unless), same[0].due.of
    if of and same[0].step.promise_kind:
        of.hold([one.due.anchor_id for one in same])
        names += of.ends
    if not names:
        return []
    ids = [one.due.enrolment_id for one in same]
    asked = reasons.holding(names, reasons.enrolled(at))
    found = ProtocolEnrolment.objects.filter(pk__in=ids).with_person()
    needless = found.annotate(why=reasons.first_of(asked)).exclude(why="")
    return list(needless.values_list("pk", flat=True))
