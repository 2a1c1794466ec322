"""Catching up: what was imported, and what was charged only afterwards.

The journal is looked through in the order in which it was written, from where the
last look ended: on a quiet hour nothing is there. A new line that bears on a protocol
has the others of its patient looked at again, for a late charge tells of an earlier
visit. Once a day the whole stretch is looked through, whatever was new.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Subquery, Value
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.journal import chain
from renxin.journal.models import Entry
from renxin.protocols import ahead, named
from renxin.protocols.models import (
    CaughtUp,
    ProtocolEnrolment,
    TreatmentSign,
    TurnedOn,
)
from renxin.protocols.planning import set_based
from renxin.protocols.planning.noticing import COLUMNS, JOURNAL
from renxin.protocols.planning.triggers import begins, keys_of, matching, with_person
from renxin.protocols.treated import Signs

A_DAY = timedelta(hours=20)


def catch_up(*, at: datetime) -> int:
    """What no reaction saw; lines too old for a protocol are left in peace."""
    live = TurnedOn.objects.live(timezone.localdate(at)).exclude(fact="")
    told = live.exclude(fact__in=ahead.known).select_related("version", "caught_up")
    runs = list(told)
    if not runs:
        return 0
    # Read first: what is written from now on is looked at the next time.
    settled = chain.oldest_under_way()
    marked = [one for one in runs if _is_marked(one, settled, at)]
    whole = [one for one in runs if one not in marked]
    signs = TreatmentSign.by_treatment()
    found = _news(marked, signs, at=at) if marked else 0
    found += sum(_caught_up(run, signs, None, at=at) for run in whole)
    CaughtUp.objects.filter(run__in=marked).update(before=settled)
    CaughtUp.objects.bulk_create(
        [CaughtUp(run=run, before=settled, whole_at=at) for run in whole],
        update_conflicts=True,
        unique_fields=["run"],
        update_fields=["before", "whole_at"],
    )
    return found


def _is_marked(run: TurnedOn, settled: int, at: datetime) -> bool:
    """Numbers begin anew where a house was put back from a copy."""
    mark: CaughtUp | None = getattr(run, "caught_up", None)
    return mark is not None and mark.before <= settled and at - mark.whole_at < A_DAY


def _news(runs: Sequence[TurnedOn], signs: Signs, *, at: datetime) -> int:
    since = min(run.caught_up.before for run in runs)
    later = _told_later(runs)
    bearing = {run.fact for run in runs} | later
    new = Entry.objects.filter(transaction__gte=since, fact__in=bearing).order_by()
    # What is told of no one patient may bear on anybody.
    of_all = new.filter(fact__in=later, patient_id=None).exists()
    people = new.values("patient_id")
    theirs = Entry.objects.filter(patient_id__in=Subquery(people), fact__in=bearing)
    facts = set(theirs.order_by().values_list("fact", flat=True).distinct())
    found = 0
    for run in runs:
        if of_all and run.version.written.trigger.did:
            found += _caught_up(run, signs, None, at=at)
        elif run.fact in facts:
            found += _caught_up(run, signs, people, at=at)
    return found


def _told_later(runs: Sequence[TurnedOn]) -> set[str]:
    """Facts that tell afterwards what was done."""
    asked = {run.fact for run in runs if run.version.written.trigger.did}
    return {fact for name in asked for fact in named.tellers[name].later}


def _caught_up(
    run: TurnedOn, signs: Signs, people: QuerySet[Any, Any] | None, *, at: datetime
) -> int:
    """Among the lines of these people, or of everybody."""
    trigger = run.version.written.trigger
    since = max(begins(run), at - trigger.not_older.roughly)
    clinics = Clinic.objects.values("pk")
    lines = Entry.objects.filter(clinic_id__in=clinics, at__gte=since, at__lte=at)
    if people is not None:
        lines = lines.filter(patient_id__in=Subquery(people))
    told = with_person(lines, keys_of([trigger]))
    asked = matching(trigger, signs, since=since)
    found = told.filter(asked, Q(("person__isnull", False)))
    values = found.order_by().values_list(
        Value(run.protocol_id),
        Value(run.version_id),
        "person",
        "clinic_id",
        Value(JOURNAL),
        "pk",
        "at",
        Value(at),
    )
    return set_based.write(ProtocolEnrolment, COLUMNS, values)
