"""What is owed to a patient at the station where they stand, and what is missing."""

from django.db.models import Exists, F, OuterRef, QuerySet

from renxin.visits.models.checklist import Checklist, Duty, DutyQuerySet
from renxin.visits.models.duty_done import DutyDone, DutyWaived
from renxin.visits.models.stage_entry import StageEntry
from renxin.visits.refusals import DutiesMissing


def owed_at(entry: StageEntry) -> DutyQuerySet:
    """By the versions that held when they came there, whatever was published since."""
    lists = Checklist.objects.filter(stage=entry.stage)
    held = lists.holding(entry.visit.clinic_id, at=entry.entered_at)
    return Duty.objects.filter(checklist__in=held.values("pk")).in_order()


def told_at(entry: StageEntry) -> DutyQuerySet:
    """Each with whose it is, who did it, what was said back, or why not: one query."""
    done, waived = _of(DutyDone, entry), _of(DutyWaived, entry)
    return owed_at(entry).annotate(
        role=F("checklist__role"),
        done_by=done.values("by__name")[:1],
        understood=done.values("understood")[:1],
        why_waived=waived.values("why")[:1],
        waived_note=waived.values("note")[:1],
    )


def missing_at(entry: StageEntry) -> DutyQuerySet:
    """What must be done there and was neither done nor left out with a reason."""
    return owed_at(entry).filter(
        ~Exists(_of(DutyDone, entry)),
        ~Exists(_of(DutyWaived, entry)),
        is_required=True,
    )


def check(entry: StageEntry) -> None:
    """Nobody goes on from a station that still owes them something."""
    missing = list(missing_at(entry))
    if missing:
        raise DutiesMissing(entry.place, missing)


def _of(
    records: type[DutyDone] | type[DutyWaived], entry: StageEntry
) -> QuerySet[DutyDone] | QuerySet[DutyWaived]:
    return records.objects.filter(entry=entry, duty=OuterRef("pk"))
