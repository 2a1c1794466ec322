"""Who spoke with a patient last, or tried to, and what was said: newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from renxin.followup.models import Call
from renxin.promises import endings
from renxin.promises.kinds import RINGS
from renxin.promises.models import Deferral, Ending

LAST = 3
# Endings of calls from before they were written down, or that another system told of;
# whatever else ended a promise was no call.
NO_CALL = tuple(
    way.code
    for way in (
        endings.NOT_NEEDED,
        endings.FORGOTTEN,
        endings.TAKEN_BACK,
        endings.NOT_KEPT,
    )
)


@dataclass(frozen=True)
class Said:
    """The last words with them: when, by whom, what came of it."""

    at: datetime
    by: str
    what: str


def last_words(record_ids: list[int]) -> list[Said]:
    calls = Call.objects.standing().filter(patient__in=record_ids)
    told = calls.select_related("by", "promise__ending")
    found = [
        Said(one.at, one.by.name, what_of(one))
        for one in told.order_by("-at", "-pk")[:LAST]
    ]
    found += _before_calls_were_kept(record_ids)
    return sorted(found, key=lambda one: one.at, reverse=True)[:LAST]


def what_of(call: Call) -> str:
    """What came of it, in the words of its ending where this call was the end."""
    ending = getattr(call.promise, "ending", None)
    if ending and ending.at == call.at:
        return str(ending.told())
    label = str(call.get_heard_display())
    return f"{label}·{call.said}" if call.said else label


def _before_calls_were_kept(record_ids: list[int]) -> list[Said]:
    call = Call.objects.filter(promise=OuterRef("promise"), at=OuterRef("at"))
    owed = {"promise__patient__in": record_ids, "promise__kind__in": RINGS}
    ended = Ending.objects.filter(**owed, by__isnull=False).exclude(outcome="")
    ended = ended.exclude(Exists(call)).exclude(outcome__in=NO_CALL)
    tried = Deferral.objects.filter(**owed, by__isnull=False).exclude(outcome="")
    tried = tried.exclude(Exists(call))
    found = [
        Said(one.at, one.by.name if one.by else "", one.told())
        for one in ended.select_related("by").order_by("-at")[:LAST]
    ]
    return found + [
        Said(one.at, one.by.name if one.by else "", endings.label_of(one.outcome))
        for one in tried.select_related("by").order_by("-at")[:LAST]
    ]
