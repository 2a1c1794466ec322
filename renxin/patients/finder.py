"""Finding a patient by whatever the person at the desk has: name, sound, phone, number.

Every way of looking is a prefix of something indexed and is capped; only the
few rows that come back are ranked. Nothing ever counts or sorts all that match.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from renxin.patients import phones
from renxin.patients.models import Patient, Reach
from renxin.patients.names import is_chinese
from renxin.patients.phones import NotAPhone
from renxin.patients.pinyin import sought
from renxin.patients.writing import one_spaced, plain
from renxin.staff.models import Look, Staff

EACH, SHOWN = 60, 12
TAIL = 4
LATELY = timedelta(days=30)
LATELY_SEEN = 200

_DIGITS = re.compile(r"[0-9]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]*")


@dataclass(frozen=True)
class Sought:
    """What was typed, read every way it may have been meant."""

    name: str = ""
    sound: str = ""
    latin: str = ""
    digits: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.sound, self.latin, self.digits))


def read(typed: str) -> Sought:
    text = plain(one_spaced(typed))[:50]
    if _PHONE.fullmatch(text):
        digits = "".join(_DIGITS.findall(text))
        return Sought(digits=digits, phone=_whole_phone(text))
    if is_chinese(text):
        return Sought(name=text.replace(" ", ""))
    return Sought(sound=sought(text), latin=text.upper())


def find(typed: str, *, by: Staff, at: datetime, most: int = SHOWN) -> list[Patient]:
    """The patients meant, best first, among those this person may see."""
    asked = read(typed)
    if not asked:
        return []
    mine = lately_seen(by, at=at)
    visible = Patient.objects.visible_to(by).findable()
    ids = set(_candidate_ids(asked, visible))
    if mine:
        ids |= set(_among(asked, visible.filter(pk__in=mine)))
    found = with_phones(Patient.objects.filter(pk__in=ids))
    order = {pk: place for place, pk in enumerate(mine)}
    ranked = sorted(found, key=lambda patient: _rank(asked, patient, order))
    return ranked[:most]


def lately_seen(staff: Staff, *, at: datetime) -> list[int]:
    """Whom this person looked at of late, the latest first; each once."""
    looks = Look.objects.filter(staff=staff, at__gt=at - LATELY).order_by("-at")
    seen = looks.values_list("patient_id", flat=True)[:LATELY_SEEN]
    return list(dict.fromkeys(seen))


def with_phones(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Patients with the phones that tell two of one name apart."""
    reaches = Reach.objects.filter(ended_at=None).order_by("rank", "pk")
    return patients.prefetch_related(
        Prefetch("reaches", reaches.select_related("contact_point"))
    )


def _candidate_ids(asked: Sought, visible: QuerySet[Patient]) -> list[int]:
    ways = [way.values_list("pk", flat=True)[:EACH] for way in _ways(asked, visible)]
    first, *others = ways
    return list(first.union(*others, all=True)) if others else list(first)


def _ways(asked: Sought, among: QuerySet[Patient]) -> Iterator[QuerySet[Patient]]:
    if asked.name:
        yield among.filter(name__startswith=asked.name)
    if asked.sound:
        yield among.filter(initials__startswith=asked.sound)
        yield among.filter(pinyin__startswith=asked.sound)
        # The indexes hold only the few names that have a second reading.
        other = among.exclude(other_pinyin="")
        yield other.filter(other_pinyin__startswith=asked.sound)
        other = among.exclude(other_initials="")
        yield other.filter(other_initials__startswith=asked.sound)
    if asked.latin:
        yield among.filter(number__startswith=asked.latin)
        foreign = among.exclude(foreign_name="")
        yield foreign.filter(foreign_name__istartswith=asked.latin)
    if asked.digits:
        yield among.filter(number__startswith=asked.digits)
    if len(asked.digits) >= TAIL:
        yield among.filter(pk__in=_reached_by_tail(asked.digits))
    if asked.phone:
        yield among.filter(pk__in=_reached_by(asked.phone))


def _among(asked: Sought, few: QuerySet[Patient]) -> list[int]:
    return _candidate_ids(asked, few)


def _reached_by_tail(digits: str) -> QuerySet[Reach]:
    reached = Reach.objects.filter(
        ended_at=None, contact_point__backwards__startswith=digits[::-1]
    )
    return reached.values("patient")  # type: ignore[return-value]


def _reached_by(phone: str) -> QuerySet[Reach]:
    reached = Reach.objects.filter(ended_at=None, contact_point__value=phone)
    return reached.values("patient")  # type: ignore[return-value]


def _whole_phone(text: str) -> str:
    try:
        return phones.clean(text)
    except NotAPhone:
        return ""


def _rank(
    asked: Sought, patient: Patient, order: dict[int, int]
) -> tuple[int, int, int]:
    """Exactly what was asked, then whom I saw last, then the newest record."""
    exact = (
        patient.number in {asked.digits, asked.latin}
        or (asked.name and patient.name == asked.name)
        or (asked.sound and asked.sound in _sounds(patient))
        or (asked.phone and asked.phone in _numbers(patient))
    )
    return (0 if exact else 1, order.get(patient.pk, LATELY_SEEN), -patient.pk)


def _sounds(patient: Patient) -> set[str]:
    return {
        patient.pinyin,
        patient.initials,
        patient.other_pinyin,
        patient.other_initials,
    }


def _numbers(patient: Patient) -> set[str]:
    return {reach.contact_point.value for reach in patient.reaches.all()}
