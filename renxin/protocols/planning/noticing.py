"""Noticing: something happened that a protocol is for.

In the transaction of the fact itself where the house lives through it; by the hour
from the journal for what was imported, and what was charged only afterwards.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.protocols import named
from renxin.protocols.models import ProtocolEnrolment, TreatmentSign, TurnedOn
from renxin.protocols.planning import set_based
from renxin.protocols.planning.triggers import begins, keys_of, matching, with_person
from renxin.protocols.treated import Signs

JOURNAL = "journal"
COLUMNS = (
    "protocol_id",
    "version_id",
    "patient_id",
    "clinic_id",
    "anchor",
    "anchor_id",
    "anchored_at",
    "noticed_at",
)


def notice(entries: Sequence[Entry]) -> None:
    """Enrol whom these lines are about; most lines cost one look at an index."""
    about = [one for one in entries if one.patient_id and one.clinic_id]
    if not about:
        return
    day = timezone.localdate(max(one.at for one in about))
    wanting = TurnedOn.objects.wanting({one.fact for one in about}, day)
    runs = list(wanting.select_related("version"))
    if runs:
        ProtocolEnrolment.objects.bulk_create(
            _enrolments(about, runs), ignore_conflicts=True
        )


def _enrolments(
    entries: Sequence[Entry], runs: Sequence[TurnedOn]
) -> list[ProtocolEnrolment]:
    triggers = [run.version.written.trigger for run in runs]
    asks = any(one.did for one in triggers)
    signs = TreatmentSign.by_treatment() if asks else {}
    asked = {
        f"run_{run.pk}": ExpressionWrapper(
            matching(trigger, signs, since=begins(run)), BooleanField()
        )
        for run, trigger in zip(runs, triggers, strict=True)
    }
    lines = Entry.objects.filter(pk__in=[one.pk for one in entries])
    found = with_person(lines, keys_of(triggers)).annotate(**asked)
    return [
        ProtocolEnrolment(
            protocol_id=run.protocol_id,
            version=run.version,
            patient_id=line["person"],
            clinic_id=line["clinic_id"],
            anchor=JOURNAL,
            anchor_id=line["pk"],
            anchored_at=line["at"],
            noticed_at=line["at"],
        )
        for line in found.values("pk", "person", "clinic_id", "at", *asked)
        for run in runs
        if line[f"run_{run.pk}"] and line["person"]
    ]


def catch_up(*, at: datetime) -> int:
    """What no reaction saw; lines too old for a protocol are left in peace."""
    live = TurnedOn.objects.live(timezone.localdate(at)).exclude(fact="")
    runs = list(live.select_related("version"))
    if not runs:
        return 0
    signs = TreatmentSign.by_treatment()
    return sum(_caught_up(run, signs, at=at) for run in runs)


def _caught_up(run: TurnedOn, signs: Signs, *, at: datetime) -> int:
    trigger = run.version.written.trigger
    since = max(begins(run), at - trigger.not_older.roughly)
    clinics = Clinic.objects.values("pk")
    lines = Entry.objects.filter(clinic_id__in=clinics, at__gte=since, at__lte=at)
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


def look_through_lists(*, at: datetime) -> int:
    """Whom time brings; who is on the protocol already stays on it once."""
    live = TurnedOn.objects.live(timezone.localdate(at)).filter(fact="")
    runs = list(live.select_related("version"))
    return sum(_listed(run, at=at) for run in runs)


def _listed(run: TurnedOn, *, at: datetime) -> int:
    trigger = run.version.written.trigger
    if trigger.by_hand:
        return 0
    rows = named.lists[trigger.list_name].rows(trigger.where, at)
    values = rows.order_by().values_list(
        Value(run.protocol_id),
        Value(run.version_id),
        "patient_id",
        "clinic_id",
        Value(trigger.list_name),
        F("pk"),
        Value(at),
        Value(at),
    )
    return set_based.write(ProtocolEnrolment, COLUMNS, values)
