"""What every station still owes to whoever stands there, in two queries for all."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from renxin.clinics.models import Clinic
from renxin.visits.models import Checklist, DutyDone, DutyWaived, StageEntry


def missing_of(clinic: Clinic, entries: Iterable[StageEntry]) -> dict[int, int]:
    """How many duties nobody did and nobody left out with a reason, by step."""
    here = list(entries)
    settled = _settled(here)
    owed = _owed(clinic, here)
    return {step: len(duties - settled[step]) for step, duties in owed.items()}


def _owed(clinic: Clinic, entries: list[StageEntry]) -> dict[int, set[int]]:
    """By the version of each list that held when they came; the clinic's own first."""
    required = ArrayAgg("duties", filter=Q(duties__is_required=True), default=Value([]))
    lists = Checklist.objects.filter(Q(clinic=clinic) | Q(clinic=None))
    asked = lists.filter(stage__in={one.stage for one in entries})
    told = ("clinic", "version", "stage", "role", "valid_from", "required")
    every = list(asked.annotate(required=required).values_list(*told, named=True))
    every.sort(key=lambda one: (one.clinic is None, -one.version))
    owed: dict[int, set[int]] = {}
    for entry in entries:
        of_role: dict[str, list[int]] = {}
        for one in every:
            if one.stage == entry.stage and one.valid_from <= entry.entered_at:
                of_role.setdefault(one.role, one.required)
        owed[entry.pk] = set().union(*of_role.values())
    return owed


def _settled(entries: list[StageEntry]) -> dict[int, set[int]]:
    done = DutyDone.objects.standing().filter(entry__in=entries)
    waived = DutyWaived.objects.filter(entry__in=entries).values_list("entry", "duty")
    settled: dict[int, set[int]] = defaultdict(set)
    for entry, duty in done.values_list("entry", "duty").union(waived):
        settled[entry].add(duty)
    return settled
