"""The doctor's room: who is there now, and who comes next, in the house's order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from renxin.clinics.models import Chair, Clinic
from renxin.rosters import duty
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.leaving.seeing_off import SEES_OFF
from renxin.visits.line.rooms import AT_THE_CHAIR
from renxin.visits.line.turns import lined_up
from renxin.visits.models import Reordering, StageEntry


@dataclass(frozen=True)
class DoctorsRoom:
    """Who is with the people of one room, and who waits for them, the next first."""

    chair: Chair | None
    with_us: list[StageEntry]
    waiting: list[StageEntry]

    def shown(self, visit: int | None) -> StageEntry | None:
        """Whoever was chosen; else who is here; else who comes next."""
        everybody = [*self.with_us, *self.waiting]
        chosen = (one for one in everybody if one.visit_id == visit)
        return next(chosen, next(iter(everybody), None))


def room_of(staff: Staff, clinic: Clinic, *, at: datetime) -> DoctorsRoom:
    """Those who share a chair now work together: a doctor and their assistants."""
    at_work = duty.at_work(clinic, at=at)
    chair = at_work.get(staff.pk)
    us = {staff.pk, *(one for one, seat in at_work.items() if chair and seat == chair)}
    is_anybodys = not chair and not staff.may(SEES_OFF)
    entries = list(_at_the_chair(clinic, us, chair, is_anybodys=is_anybodys))
    begun = [one for one in entries if one.begun_at]
    called = [one for one in entries if one.called_at and not one.begun_at]
    waiting = [one for one in entries if not one.called_at and not one.begun_at]
    called.sort(key=lambda one: (one.called_at, one.pk))
    return DoctorsRoom(
        chair=Chair.objects.filter(pk=chair).first() if chair else None,
        with_us=sorted(begun, key=lambda one: (one.begun_at, one.pk)),
        waiting=[*called, *lined_up(waiting, at=at)],
    )


def _at_the_chair(
    clinic: Clinic, us: set[int], chair: int | None, *, is_anybodys: bool
) -> Iterable[StageEntry]:
    """Who is with us, was called to our chair, or waits for us or for anybody."""
    ours = Q(visit__doctor__in=us) | Q(visit__doctor=None)
    here = Q(begun_by__in=us) | Q(called_to=chair, called_to__isnull=False)
    waits = Q(begun_at=None, stage__in=[Stage(one) for one in AT_THE_CHAIR])
    turned = Reordering.objects.select_related("by").order_by("at", "pk")
    return (
        StageEntry.objects.current()
        .at(clinic)
        .filter(visit__ended_at=None, visit__number__isnull=False)
        .filter(here | (waits if is_anybodys else waits & ours))
        .select_related(
            "station",
            "begun_by",
            "called_to",
            "visit__appointment",
            "visit__clinic",
            "visit__doctor",
            "visit__patient__merged_into",
        )
        .prefetch_related(Prefetch("reorderings", turned))
    )
