"""What the storey that knows an agreement tells of it, for the steps that are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from renxin.promises.models import Promise
from renxin.promises.windows import LEAD
from renxin.protocols.ahead import Ahead, Called
from renxin.protocols.planning.due import Due
from renxin.protocols.planning.step import Step
from renxin.voice.models import Message


@dataclass(frozen=True)
class Said:
    pk: int
    of_no_step: bool


def blanks(steps: Sequence[Step]) -> dict[Due, dict[str, str]]:
    """What fills the words, by the step."""
    told: dict[Due, dict[str, str]] = {}
    for of, same in _by_sort(steps):
        found = of.blanks([one.due.anchor_id for one in same])
        told |= {one.due: found.get(one.due.anchor_id, {}) for one in same}
    return told


def said(steps: Sequence[Step]) -> dict[tuple[int, str, datetime | None], Said]:
    """What was said of these, or waits to be: of which, with which words, what time."""
    told: dict[tuple[int, str, datetime | None], Said] = {}
    for of, same in _by_sort(steps):
        theirs = Message.objects.filter(
            about=of.about,
            about_id__in=[one.due.anchor_id for one in same],
            saying__in={one.step.topic for one in same},
            withheld=None,
        )
        keys = ("about_id", "saying", "about_at", "pk", "protocol_step")
        for pk, topic, about_at, message, step in theirs.values_list(*keys):
            told[pk, topic, about_at] = Said(message, step is None)
    return told


def call(steps: Sequence[tuple[Step, Promise]]) -> None:
    """Tell of the calls that were promised about them."""
    promised = {one.due: promise for one, promise in steps}
    for of, same in _by_sort([one for one, _promise in steps]):
        of.called(
            [
                Called(one.due.anchor_id, one.due.comes_at, promised[one.due])
                for one in same
                if one.due.comes_at
            ]
        )


def window(due: Due, begins: datetime) -> tuple[datetime, datetime] | None:
    """From the next hour in which we ring, and well before it; or too late for that."""
    if due.comes_at is None:
        return None
    latest: timedelta = LEAD
    if begins + latest > due.comes_at:
        return None
    return begins, max(min(due.closes, due.comes_at - latest), begins + latest)


def _by_sort(steps: Sequence[Step]) -> list[tuple[Ahead, list[Step]]]:
    by_name: dict[str, list[Step]] = {}
    sorts: dict[str, Ahead] = {}
    for one in steps:
        if of := one.due.of:
            sorts[of.name] = of
            by_name.setdefault(of.name, []).append(one)
    return [(sorts[name], same) for name, same in by_name.items()]
