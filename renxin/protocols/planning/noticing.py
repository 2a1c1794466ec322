"""Noticing: something happened that a protocol is for, in the transaction of the fact.

What no reaction saw is found by the hour: in the journal (``catching_up``), in lists
that time makes, and in what was agreed.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Value
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.protocols import ahead, named
from renxin.protocols.ahead import Ahead
from renxin.protocols.models import ProtocolEnrolment, TreatmentSign, TurnedOn
from renxin.protocols.planning import set_based
from renxin.protocols.planning.triggers import begins, keys_of, matching, with_person

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
AGREED = (*COLUMNS, "agreement", "comes_at")


def notice(entries: Sequence[Entry]) -> None:
    """Enrol whom these lines are about; most lines cost one look at an index."""
    about = [one for one in entries if one.patient_id and one.clinic_id]
    if not about:
        return
    now = max(one.at for one in about)
    names = {one.fact for one in about}
    names |= ahead.told_by(names)
    wanting = TurnedOn.objects.wanting(names, timezone.localdate(now))
    runs = list(wanting.select_related("version"))
    told = [run for run in runs if run.fact not in ahead.known]
    if told:
        ProtocolEnrolment.objects.bulk_create(
            _enrolments(about, told), ignore_conflicts=True
        )
    for run in runs:
        if run.fact in ahead.known:
            _agreed(run, _named(about, ahead.known[run.fact]), at=now)


def _named(entries: Sequence[Entry], agreed: Ahead) -> list[int]:
    """Which of them these lines tell of."""
    told = [one.particulars for one in entries if one.fact in agreed.facts]
    return [int(particulars[agreed.key]) for particulars in told]


def _agreed(run: TurnedOn, ids: list[int] | None, *, at: datetime) -> int:
    """These, or all that still are to come; each is enrolled once an agreement."""
    agreed = ahead.known[run.fact]
    rows = agreed.rows(at)
    values = (rows if ids is None else rows.filter(pk__in=ids)).order_by()
    found = values.values_list(
        Value(run.protocol_id),
        Value(run.version_id),
        "person",
        "clinic_id",
        Value(agreed.name),
        "pk",
        "agreed_at",
        Value(at),
        "agreement",
        "comes_at",
    )
    return set_based.write(ProtocolEnrolment, AGREED, found)


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


def take_up(*, at: datetime) -> int:
    """What was agreed before the protocol was on, or while it was not."""
    live = TurnedOn.objects.live(timezone.localdate(at)).filter(fact__in=ahead.known)
    return sum(_agreed(run, None, at=at) for run in live)


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
