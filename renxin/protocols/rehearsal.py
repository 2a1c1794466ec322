"""The dry run: whom a protocol would touch among today's patients; nothing is kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.protocols import ahead, named
from renxin.protocols.language.written import Written
from renxin.protocols.models import TreatmentSign
from renxin.protocols.named import Asked
from renxin.protocols.planning import reasons
from renxin.protocols.planning.triggers import keys_of, matching, with_person
from renxin.staff.models import Staff

LOOKS_BACK = timedelta(days=30)
SAMPLE = 5


@dataclass(frozen=True)
class Group:
    """So many for one reason, and a few of them to look at."""

    why: str
    number: int
    sample: list[Patient] = field(default_factory=list)

    @property
    def label(self) -> str:
        return reasons.label(self.why)


@dataclass(frozen=True)
class Rehearsal:
    """Had it been on for the last thirty days, as patients stand today."""

    by_hand: bool
    days: int
    # Whom it would speak to before what stands agreed today.
    is_ahead: bool = False
    enrolled: int = 0
    held_out: int = 0
    sample: list[Patient] = field(default_factory=list)
    left_out: list[Group] = field(default_factory=list)

    @property
    def reached(self) -> int:
        return self.enrolled - self.held_out

    @property
    def out(self) -> int:
        return sum(one.number for one in self.left_out)


def rehearse(written: Written, *, by: Staff, at: datetime) -> Rehearsal:
    days = LOOKS_BACK.days
    if written.trigger.by_hand:
        return Rehearsal(by_hand=True, days=days)
    weighed = _weighed(written, at=at)
    counted = weighed.values("why").annotate(n=Count("person", distinct=True))
    numbers = dict(counted.order_by("-n").values_list("why", "n"))
    enrolled = numbers.pop("", 0)
    return Rehearsal(
        by_hand=False,
        days=days,
        is_ahead=bool(written.trigger.ahead),
        enrolled=enrolled,
        held_out=round(enrolled * written.hold_out / 100),
        sample=_sample(weighed, "", by=by) if enrolled else [],
        left_out=[
            Group(why, number, _sample(weighed, why, by=by))
            for why, number in numbers.items()
        ],
    )


def _weighed(written: Written, *, at: datetime) -> QuerySet[Any, Any]:
    trigger = written.trigger
    if trigger.fact:
        signs = TreatmentSign.by_treatment() if trigger.did else {}
        lines = Entry.objects.filter(at__lte=at, clinic_id__isnull=False)
        told = with_person(lines, keys_of([trigger]))
        asked = matching(trigger, signs, since=at - LOOKS_BACK)
        rows: QuerySet[Any, Any] = told.filter(asked, Q(("person__isnull", False)))
        since = "at"
    elif trigger.ahead:
        rows, since = ahead.known[trigger.ahead].rows(at), "agreed_at"
    else:
        listed = named.lists[trigger.list_name].rows(trigger.where, at)
        rows, since = listed.annotate(person=F("patient_id")), "due_since"
    of_whom = Asked("person", since, at, "pk", "comes_at", "agreement")
    found = reasons.left_out(written, of_whom)
    weighed: QuerySet[Any, Any] = rows.annotate(why=reasons.first_of(found)).order_by()
    return weighed


def _sample(weighed: QuerySet[Any, Any], why: str, *, by: Staff) -> list[Patient]:
    """Of those this person may see; whoever sees no patients sees none here."""
    if not by.may("patients.see"):
        return []
    persons = weighed.filter(why=why).values("person")
    seen = Patient.objects.visible_to(by).filter(pk__in=persons)
    return list(seen.order_by("-pk")[:SAMPLE])
