"""Which lines of the journal a protocol is for, as the database is asked for them."""

from datetime import datetime, time
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.protocols import named
from renxin.protocols.language.written import Trigger
from renxin.protocols.models import ProtocolContact
from renxin.protocols.models.running import TurnedOn
from renxin.protocols.treated import Signs, together

# What a protocol made never begins a protocol, however its promise ends.
OF_PROMISES = "promises."
KEPT = Coalesce("merged_into_id", "pk")

Entries = QuerySet[Entry, Any]


def with_person(entries: Entries, keys: set[str]) -> Entries:
    """Each with the record the person is kept under, and what the fact is about."""
    person = Patient.objects.filter(pk=OuterRef("patient_id")).values(found=KEPT)
    about = {
        f"about_{key}": Cast(KT(f"particulars__{key}"), BigIntegerField())
        for key in sorted(keys)
    }
    found: Entries = entries.annotate(person=Subquery(person), **about)
    return found


def keys_of(triggers: list[Trigger]) -> set[str]:
    keys = {named.tellers[one.fact].key for one in triggers if one.did}
    return keys | {"promise_id" for one in triggers if one.fact.startswith(OF_PROMISES)}


def matching(trigger: Trigger, signs: Signs, *, since: datetime) -> Q:
    asked = Q(fact=trigger.fact, at__gte=since)
    for name, value in trigger.where.items():
        asked &= _particular(name, value)
    if trigger.did:
        teller = named.tellers[trigger.fact]
        texts = together(signs, list(trigger.did))
        asked &= Q(teller.done(texts, f"about_{teller.key}"))
    if trigger.fact.startswith(OF_PROMISES):
        own = ProtocolContact.objects.filter(promise_id=OuterRef("about_promise_id"))
        asked &= ~Q(Exists(own))
    return asked


def begins(run: TurnedOn) -> datetime:
    """The first moment of the day it was turned on from."""
    return timezone.make_aware(datetime.combine(run.from_on, time()))


def _particular(name: str, value: Any) -> Q:
    asked = Q()
    for one in value if isinstance(value, list) else [value]:
        asked |= Q(particulars__contains={name: one})
    return asked
