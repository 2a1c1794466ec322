"""Joining two records of one person, and parting them again exactly.

A merge is a link. No row of either record is moved, changed or deleted; what
reads over the whole person asks for all record ids behind the one that is kept.
Every merged record names the one that is kept after all merges (``merged_into``), so
that whoever looks one step far has looked far enough; which was merged into which is
told by the links (``Merge``).
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.patients.models import (
    Enrolment,
    IdentityDocument,
    Merge,
    Patient,
    Unmerge,
)
from renxin.patients.models.merge import Merged, Unmerged
from renxin.staff.models import Staff

CARD = IdentityDocument.Kind.IDENTITY_CARD
# A merge re-points records that it does not name, so there is one at a time.
TURN = "SELECT pg_advisory_xact_lock(hashtextextended('merge', 11))"


class SameRecord(Refusal):
    """A record cannot be merged with itself."""

    sentence = _("These are one and the same record.")


class AlreadyMerged(Refusal):
    """One of the two is already linked to another record."""

    sentence = _("One of these records is already merged. Open the one that was kept.")


class TwoCards(Refusal):
    """Each record holds an identity card of its own, and they differ."""

    sentence = _(
        "The two records hold different identity cards, so they look like two"
        " people. If it is one person all the same, say why."
    )


class NotMerged(Refusal):
    """There is nothing to take back."""

    sentence = _("This merge has already been taken back.")


@transaction.atomic
def merge(
    *, kept: Patient, merged: Patient, reason: str = "", by: Staff, at: datetime
) -> Merge:
    """Link one record to the other; the reason is needed when their cards differ."""
    if kept.pk == merged.pk:
        raise SameRecord
    kept, merged = _held(kept, merged)
    if kept.merged_into_id or merged.merged_into_id:
        raise AlreadyMerged
    if not reason.strip() and _cards_differ(kept, merged):
        raise TwoCards
    link = Merge.objects.create(
        kept=kept, merged=merged, reason=reason.strip(), at=at, by=by
    )
    for record in [*Patient.objects.filter(merged_into=merged), merged]:
        _point(record, kept)
    _settle_enrolments(kept, link, at=at)
    book.record(_fact(Merged, link, by=by, at=at))
    return link


@transaction.atomic
def unmerge(link: Merge, *, reason: str, by: Staff, at: datetime) -> Unmerge:
    """Part the two records; later merges further up or down stay as they are."""
    kept, merged = _held(link.kept, link.merged)
    if Unmerge.objects.filter(merge=link).exists():
        raise NotMerged
    parted = Unmerge.objects.create(merge=link, reason=reason.strip(), at=at, by=by)
    _point(merged, None)
    for record in Patient.objects.filter(pk__in=_beneath(merged)):
        _point(record, merged)
    for record in _upwards(kept):
        through = record.merges.standing().order_by("-pk").first()
        _settle_enrolments(record, through, at=at)
    book.record(_fact(Unmerged, link, by=by, at=at, reason=reason))
    return parted


def _held(kept: Patient, merged: Patient) -> tuple[Patient, Patient]:
    """Both rows as they stand once it is our turn, and locked."""
    with connection.cursor() as cursor:
        cursor.execute(TURN)
    pair = [kept.pk, merged.pk]
    rows = Patient.objects.select_for_update(of=("self",)).filter(pk__in=pair)
    held = {row.pk: row for row in rows.order_by("pk")}
    return held[kept.pk], held[merged.pk]


def _point(record: Patient, kept: Patient | None) -> None:
    record.merged_into = kept
    record.save(update_fields=["merged_into"])


def _beneath(record: Patient) -> list[int]:
    """The records that were merged into this one, or into one of those."""
    links = Merge.objects.standing().exclude(merged=record)
    found: list[int] = []
    wave = [record.pk]
    while wave:
        further = links.filter(kept__in=wave).exclude(merged__in=found)
        wave = list(further.values_list("merged", flat=True))
        found += wave
    return found


def _cards_differ(kept: Patient, merged: Patient) -> bool:
    mine, theirs = _cards(kept), _cards(merged)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _cards(patient: Patient) -> set[bytes]:
    cards = IdentityDocument.objects.valid().filter(
        patient__in=patient.record_ids(), kind=CARD
    )
    return {bytes(index) for index in cards.values_list("index", flat=True)}


def _upwards(patient: Patient) -> list[Patient]:
    """The record, and those it was merged into, one after the other."""
    chain = [patient]
    while link := Merge.objects.standing().filter(merged=chain[-1]).first():
        chain.append(link.kept)
    return chain


def _settle_enrolments(kept: Patient, through: Merge | None, *, at: datetime) -> None:
    """The clinics that know any of the records know the one that is kept."""
    ids = [kept.pk, *_beneath(kept)]
    kept.enrolments.filter(through__isnull=False).delete()
    own = set(kept.enrolments.values_list("clinic", flat=True))
    others = Enrolment.objects.filter(patient__in=ids, through=None)
    known = set(others.values_list("clinic", flat=True))
    Enrolment.objects.bulk_create(
        Enrolment(patient=kept, clinic_id=clinic, at=at, through=through)
        for clinic in sorted(known - own)
    )


def _fact(
    kind: type[Merged], link: Merge, *, by: Staff, at: datetime, reason: str = ""
) -> Merged:
    return kind(
        patient_id=link.kept_id,
        at=at,
        by_id=by.pk,
        merged_id=link.merged_id,
        number=link.merged.number,
        reason=reason or link.reason,
    )
