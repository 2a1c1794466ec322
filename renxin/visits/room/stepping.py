"""The six steps in the doctor's room: which one they are at, and how long each took."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db import transaction

from renxin.staff.models import Staff
from renxin.visits.facts import StepBegun
from renxin.visits.kinds import DoctorStep
from renxin.visits.models import StageEntry, StepTaken, Visit


@dataclass(frozen=True)
class Pace:
    """One of the six steps on this visit: how long so far, and whether it goes on."""

    step: DoctorStep
    took: timedelta | None
    is_current: bool

    @property
    def minutes(self) -> int | None:
        return None if self.took is None else int(self.took.total_seconds() // 60)


@transaction.atomic
def begin(entry: StageEntry, step: DoctorStep, *, by: Staff, at: datetime) -> StepTaken:
    """Come to a step, in whatever order care asks for; the one before is over."""
    entry.visit.have(seen=entry.pk)
    last = entry.steps_taken.order_by("-begun_at", "-pk").first()
    if last and last.step == step:
        return last
    begun_at = max(at, last.begun_at) if last else at
    begun = StepTaken.objects.create(entry=entry, step=step, begun_at=begun_at, by=by)
    entry.visit.record(StepBegun, by=by, at=at, step=step)
    return begun


def paces(visit: Visit, *, at: datetime) -> list[Pace]:
    """All six over the whole visit; a step taken up twice counts both times."""
    taken = StepTaken.objects.filter(entry__visit=visit).select_related("entry")
    steps = list(taken.order_by("begun_at", "pk"))
    took: dict[str, timedelta] = {}
    current = ""
    for one, then in zip_longest(steps, steps[1:]):
        goes_on = then is not None and then.entry_id == one.entry_id
        ended = then.begun_at if goes_on and then else one.entry.left_at
        current = one.step if ended is None else ""
        spent = max((ended or at) - one.begun_at, timedelta())
        took[one.step] = took.get(one.step, timedelta()) + spent
    return [Pace(step, took.get(step), step == current) for step in DoctorStep]
