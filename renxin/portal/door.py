"""The code at the door: it opens nothing, it only says that somebody stands there.

It is another one every few minutes, so that nobody checks in from home by a picture.
"""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hmac import compare_digest

from django.http import Http404

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.desk.sealing import index_of
from renxin.portal import policy
from renxin.portal.served import Served


def token_of(clinic: Clinic, *, at: datetime) -> str:
    return _token(clinic, _turn(at))


def clinic_behind(token: str, *, at: datetime) -> Clinic:
    """The clinic whose door this is now, or was a moment ago."""
    now = _turn(at)
    for clinic in Clinic.objects.order_by("pk"):
        for turn in (now, now - 1):
            if compare_digest(_token(clinic, turn).encode(), token.encode()):
                return clinic
    raise Http404


def expected_today(
    people: list[Served], clinic: Clinic, *, at: datetime
) -> list[Appointment]:
    """Of those this phone looks after, who is expected at this clinic today."""
    ids = [pk for one in people for pk in one.patient.record_ids()]
    day = clinic.day_of(at)
    around = (at - timedelta(days=1), at + timedelta(days=1))
    due = Appointment.objects.due().firm().between(*around)
    mine = due.filter(patient__in=ids, clinic=clinic, coming=None)
    found = mine.select_related("patient", "clinic", "doctor").order_by("starts_at")
    return [one for one in found if clinic.day_of(one.starts_at) == day]


def _turn(at: datetime) -> int:
    return int(at.timestamp() // policy.door_rotates().total_seconds())


def _token(clinic: Clinic, turn: int) -> str:
    digest = index_of(f"{clinic.pk}|{turn}", purpose="portal.door")
    return urlsafe_b64encode(digest).decode().rstrip("=")
