"""Who on file may be the person at the desk, and why we think so.

Nothing is merged here and nothing ever merges by itself: twins share a
birthday, a guardian and a phone. What two records have in common is the same
seen from either, so the match is symmetric.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from renxin.patients.identity import Document
from renxin.patients.models import IdentityDocument, Patient, Reach
from renxin.patients.pinyin import readings

EACH, SHOWN = 20, 6


class Reason(IntEnum):
    """What two records share; the larger, the more it says."""

    NAME = 1
    SOUND_AND_BIRTH = 2
    PHONE = 3
    NAME_AND_BIRTH = 4
    DOCUMENT = 5

    def said(self) -> str:
        return {
            Reason.NAME: _("same name"),
            Reason.SOUND_AND_BIRTH: _("sounds the same, same birthday"),
            Reason.PHONE: _("same phone"),
            Reason.NAME_AND_BIRTH: _("same name, same birthday"),
            Reason.DOCUMENT: _("same document"),
        }[self]


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What is known of a person so far, typed or on file."""

    name: str = ""
    birth_on: date | None = None
    phones: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass
class Candidate:
    """A record that may be the same person."""

    patient: Patient
    reasons: set[Reason] = field(default_factory=set)

    def strongest(self) -> Reason:
        return max(self.reasons)

    def weight(self) -> int:
        return 10 * self.strongest() + len(self.reasons)

    def is_surely(self) -> bool:
        return Reason.DOCUMENT in self.reasons

    def said(self) -> str:
        shown = self.reasons
        if Reason.NAME_AND_BIRTH in shown:
            shown = shown - {Reason.SOUND_AND_BIRTH, Reason.NAME}
        return _(", ").join(reason.said() for reason in sorted(shown, reverse=True))


def candidates(
    likeness: Likeness, *, among: QuerySet[Patient], but: Iterable[int] = ()
) -> list[Candidate]:
    """The likeliest records first; each look-up is capped and uses an index."""
    found: dict[int, Candidate] = {}
    for reason, rows in _lookups(likeness, among.standing().exclude(pk__in=but)):  # type: ignore[attr-defined]
        for patient in rows[:EACH]:
            found.setdefault(patient.pk, Candidate(patient)).reasons.add(reason)
    ranked = sorted(found.values(), key=lambda c: (-c.weight(), c.patient.pk))
    return ranked[:SHOWN]


def likeness_of(patient: Patient) -> Likeness:
    """A record on file, as it is compared with the others."""
    phones = patient.reaches.by_phone()
    return Likeness(
        name=patient.name,
        birth_on=patient.birth_on,
        phones=tuple(phones.values_list("contact_point__value", flat=True)),
        documents=tuple(
            Document(IdentityDocument.Kind(document.kind), document.number())
            for document in patient.documents.valid()
            if document.sealed
        ),
    )


def _lookups(
    likeness: Likeness, among: QuerySet[Patient]
) -> Iterable[tuple[Reason, QuerySet[Patient]]]:
    for document in likeness.documents:
        held = IdentityDocument.objects.numbered(document.kind, document.index)
        yield Reason.DOCUMENT, among.filter(pk__in=held.values("patient"))
    if likeness.phones:
        phones = Reach.objects.by_phone()
        reached = phones.filter(contact_point__value__in=likeness.phones)
        yield Reason.PHONE, among.filter(pk__in=reached.values("patient"))
    if not likeness.name:
        return
    if likeness.birth_on is None:
        yield Reason.NAME, among.filter(name=likeness.name)
        return
    born = among.filter(birth_on=likeness.birth_on)
    yield Reason.NAME_AND_BIRTH, born.filter(name=likeness.name)
    yield Reason.SOUND_AND_BIRTH, born.filter(_sounds_like(likeness.name))
    unknown = among.filter(birth_on=None, name=likeness.name)
    yield Reason.NAME, unknown


def _sounds_like(name: str) -> Q:
    """Any reading of the one is any reading of the other."""
    heard = readings(name)
    sounds = [sound for sound in (heard.pinyin, heard.other_pinyin) if sound]
    return Q(pinyin__in=sounds) | Q(other_pinyin__in=sounds)
