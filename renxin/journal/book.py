"""Writing the journal, and letting the storeys above react to what is written.

Reactions run inside the writer's transaction: what a fact calls for happens
with it or not at all. Anything that leaves the building is a job deferred in
that same transaction.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import connection, transaction

from renxin.journal.facts import Fact
from renxin.journal.models import Entry

CHANNEL = "journal"

F = TypeVar("F", bound=Fact)

reactions: dict[type[Fact], list[Callable[[Any], None]]] = defaultdict(list)
watches: list[Callable[[Sequence[Entry]], None]] = []


def on(fact: type[F]) -> Callable[[Callable[[F], None]], Callable[[F], None]]:
    """Register a reaction; use it only in an app's ``reactions`` module."""

    def register(reaction: Callable[[F], None]) -> Callable[[F], None]:
        if reaction not in reactions[fact]:
            reactions[fact].append(reaction)
        return reaction

    return register


def on_any(watch: Callable[[Sequence[Entry]], None]) -> None:
    """Register who looks at every line that is written, whatever fact it tells.

    For what is told by name, as data; whoever knows the fact reacts to it with ``on``.
    """
    if watch not in watches:
        watches.append(watch)


@transaction.atomic
def record(fact: Fact) -> Entry:
    """Write the fact down, tell the screens, then let the house react to it."""
    entry = Entry.of(fact)
    entry.save(force_insert=True)
    announce(fact.name, clinic_id=fact.clinic_id, patient_id=fact.patient_id)
    for reaction in reactions[type(fact)]:
        reaction(fact)
    _watched([entry])
    return entry


@transaction.atomic
def record_all(facts: Sequence[Fact]) -> list[Entry]:
    """Write many facts in a few statements; each has its reactions all the same."""
    entries = Entry.objects.bulk_create(map(Entry.of, facts), batch_size=1000)
    for name, clinic_id in {(fact.name, fact.clinic_id) for fact in facts}:
        announce(name, clinic_id=clinic_id)
    for fact in facts:
        for reaction in reactions[type(fact)]:
            reaction(fact)
    _watched(entries)
    return entries


def _watched(entries: Sequence[Entry]) -> None:
    for watch in watches:
        watch(entries)


def announce(
    name: str, *, clinic_id: int | None = None, patient_id: int | None = None
) -> None:
    """Tell every open screen at commit; ids only, the screens fetch the rest."""
    news = {"fact": name, "clinic": clinic_id, "patient": patient_id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(news)])
