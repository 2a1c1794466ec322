"""The chain laid over the journal, so that a changed line shows.

A background job lays it over committed entries; whoever writes an entry never
waits for it. An entry may be chained once its transaction is older than every
transaction still under way: then no entry can appear before it any more. The
head, kept off this machine, is what even the owner of the database cannot fake.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db import connection, models, transaction

from renxin.journal.models import Entry, Link

START = bytes(32)
AT_ONCE = 5_000
LOCK = 7_319_001  # any fixed number; only one job lays the chain at a time


@dataclass(frozen=True)
class Head:
    """Where the chain stands: how many entries, and the digest of them all."""

    position: int
    digest: str


@dataclass(frozen=True)
class Fault:
    """The first place at which journal and chain disagree."""

    position: int
    what: str


def head() -> Head:
    last = Link.objects.order_by("-position").first()
    if last is None:
        return Head(0, START.hex())
    return Head(last.position, bytes(last.digest).hex())


def lay(*, at_once: int = AT_ONCE) -> int:
    """Chain every entry that is settled; return how many were added."""
    added = 0
    while batch := _lay_batch(at_once):
        added += batch
    return added


@transaction.atomic
def _lay_batch(at_once: int) -> int:
    if not _alone():
        return 0
    last = Link.objects.order_by("-position").first()
    digest = bytes(last.digest) if last else START
    position = last.position if last else 0
    links = []
    for entry in _settled_after(last)[:at_once]:
        digest, position = linked(digest, entry), position + 1
        links.append(
            Link(
                position=position,
                entry=entry,
                transaction=entry.transaction,
                digest=digest,
            )
        )
    Link.objects.bulk_create(links)
    return len(links)


def linked(before: bytes, entry: Entry) -> bytes:
    """The digest after this entry, given the digest before it."""
    line = json.dumps(
        [
            entry.pk,
            entry.fact,
            entry.at.astimezone(UTC).isoformat(),
            entry.recorded_at.astimezone(UTC).isoformat(),
            entry.by_id,
            entry.clinic_id,
            entry.patient_id,
            entry.particulars,
            entry.transaction,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(before + line.encode()).digest()


def verify(kept: Head | None = None) -> Fault | None:
    """Walk the whole chain; the first disagreement, or None when all is well."""
    digest, position = START, 0
    held = kept is None or kept.position == 0
    for link in _walk():
        position += 1
        if link.position != position:
            return Fault(position, "a link is missing")
        digest = linked(digest, link.entry)
        if digest != bytes(link.digest):
            return Fault(position, f"entry {link.entry_id} was changed")
        if kept and kept.position == position:
            if kept.digest != digest.hex():
                return Fault(position, "the chain is not the one whose head was kept")
            held = True
    if not held:
        return Fault(position, "the chain is shorter than the head that was kept")
    return _unchained_among_the_chained()


def _unchained_among_the_chained() -> Fault | None:
    """An entry slipped in behind the chain, or one whose link was taken away."""
    last = Link.objects.order_by("-position").first()
    if last is None:
        return None
    behind = Entry.objects.filter(transaction__lt=last.transaction, link=None).first()
    if behind is None:
        return None
    return Fault(last.position, f"entry {behind.pk} stands outside the chain")


def _walk() -> Iterator[Link]:
    links = Link.objects.select_related("entry").order_by("position")
    return links.iterator(chunk_size=AT_ONCE)


def _settled_after(last: Link | None) -> models.QuerySet[Entry]:
    entries = Entry.objects.filter(transaction__lt=oldest_under_way())
    if last:
        behind = models.Q(transaction__gt=last.transaction) | models.Q(
            transaction=last.transaction, pk__gt=last.entry_id
        )
        entries = entries.filter(behind)
    return entries.order_by("transaction", "pk")


def oldest_under_way() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        row = cursor.fetchone()
    return int(row[0])


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        row = cursor.fetchone()
    return bool(row and row[0])
