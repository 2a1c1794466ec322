"""What every station still owes to whoever stands there, in three queries for all."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from renxin.clinics.models import Clinic
from renxin.visits.models import Checklist, Duty, DutyDone, DutyWaived, StageEntry


def missing_of(clinic: Clinic, entries: Iterable[StageEntry]) -> dict[int, int]:
    """How many duties nobody did and nobody left out with a reason, by step."""
    here = list(entries)
    held = _held(clinic, here)
    required: dict[int, set[int]] = defaultdict(set)
    lists = {pk for every in held.values() for pk in every}
    owed = Duty.objects.filter(checklist__in=lists, is_required=True)
    for duty, checklist in owed.values_list("pk", "checklist"):
        required[checklist].add(duty)
    settled = _settled(here)
    return {
        step: len(set().union(*(required[pk] for pk in every)) - settled[step])
        for step, every in held.items()
    }


def _held(clinic: Clinic, entries: list[StageEntry]) -> dict[int, list[int]]:
    """The version of each list that held when they came; the clinic's own first."""
    stages = {one.stage for one in entries}
    lists = Checklist.objects.filter(Q(clinic=clinic) | Q(clinic=None))
    every = list(lists.filter(stage__in=stages))
    every.sort(key=lambda one: (one.clinic_id is None, -one.version))
    held: dict[int, list[int]] = {}
    for entry in entries:
        of_role: dict[str, int] = {}
        for one in every:
            if one.stage == entry.stage and one.valid_from <= entry.entered_at:
                of_role.setdefault(one.role, one.pk)
        held[entry.pk] = list(of_role.values())
    return held


def _settled(entries: list[StageEntry]) -> dict[int, set[int]]:
    done = DutyDone.objects.standing().filter(entry__in=entries)
    waived = DutyWaived.objects.filter(entry__in=entries).values_list("entry", "duty")
    settled: dict[int, set[int]] = defaultdict(set)
    for entry, duty in done.values_list("entry", "duty").union(waived):
        settled[entry].add(duty)
    return settled
