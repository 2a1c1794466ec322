"""Finding a patient by whatever the person at the desk has: name, sound, phone, number.

What was typed is read here every way it may have been meant, and whom the lookup
brings back is shown with what tells two of one name apart.
"""

import re
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from renxin.patients import phones
from renxin.patients.lookup import LATELY, LATELY_SEEN, Sought, looked_up
from renxin.patients.models import Patient, Reach
from renxin.patients.names import is_chinese
from renxin.patients.phones import NotAPhone
from renxin.patients.pinyin import sought
from renxin.patients.writing import one_spaced, plain
from renxin.staff.models import Look, Staff

SHOWN = 12

_DIGITS = re.compile(r"[0-9]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]*")


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
    ids = looked_up(asked, by=by, at=at, most=most)
    found = {one.pk: one for one in with_phones(Patient.objects.filter(pk__in=ids))}
    kept = (found[pk].kept() for pk in ids if pk in found)
    return list({one.pk: one for one in kept if one.restricted_at is None}.values())


def lately_seen(staff: Staff, *, at: datetime) -> list[int]:
    """Whom this person looked at of late, the latest first; each once."""
    looks = Look.objects.filter(staff=staff, at__gt=at - LATELY).order_by("-at")
    seen = looks.values_list("patient_id", flat=True)[:LATELY_SEEN]
    return list(dict.fromkeys(seen))


def with_phones(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Patients with the phones that tell two of one name apart."""
    reaches = Reach.objects.in_use().order_by("rank", "pk")
    return patients.prefetch_related(
        Prefetch("reaches", reaches.select_related("contact_point"))
    )


def _whole_phone(text: str) -> str:
    try:
        return phones.clean(text)
    except NotAPhone:
        return ""
