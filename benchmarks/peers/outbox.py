"""An outbox full of messages that are due, to a carrier that misbehaves.

Some were fine when they were planned and are not any more: the person died, asked us
to stop, lost the number, or what it was about is over.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F

from renxin.clinics.models import Clinic
from renxin.patients.models import ContactPoint, Patient, Reach
from renxin.staff.models import Staff
from renxin.voice import wire
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Doubt, Message, Outlet, Stop, Withheld
from renxin.voice.models.outlet import Typed
from renxin.voice.outbox import approving, policy, subjects
from renxin.voice.outbox.policy import Sending

ABOUT = "bench"
# One in ten is not to be said any more, each tenth of them for another reason.
ONE_IN = 10
CHUNK = 2_000
IN_A_HURRY = Sending(
    held_for=timedelta(seconds=4),
    margin=timedelta(seconds=1),
    receipts_after=timedelta(seconds=2),
    given_up_after=timedelta(minutes=30),
    tries=3,
)
WAITS_S = 0.5


@dataclass(frozen=True)
class Came:
    """What truly reached the phones, beside what was meant to."""

    lost: int
    extra: int
    ineligible: int
    in_doubt: int
    # After the carrier's clear noes; each stands in the list with that reason.
    given_up: int


def hurry(rules: Sending = IN_A_HURRY) -> None:
    """The same rules with shorter times, and nobody waits long for an answer."""
    policy.sending = lambda: rules  # type: ignore[assignment]
    wire.SECONDS = WAITS_S  # type: ignore[assignment]
    subjects.standings[ABOUT] = _standing


def _standing(message: Message, _at: datetime) -> str:
    return Why.GONE if _spoilt(message.about_id) == Why.GONE else ""


def _spoilt(number: int) -> str:
    """Why this one is not to be said any more; "" when it is."""
    if number % ONE_IN:
        return ""
    reasons = (Why.GONE, Why.DIED, Why.STOPPED, Why.RESTRICTED, Why.UNREACHABLE)
    return reasons[number // ONE_IN % len(reasons)]


def furnish(endpoint: str) -> tuple[Clinic, Staff]:
    """A clinic at which it is noon, and the channel it sends by."""
    hour = datetime.now(tz=UTC).hour
    zone = f"Etc/GMT{hour - 12:+d}" if hour != 12 else "Etc/GMT"
    clinic = Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="bench", zone=zone, phone="0000"
    )
    staff = Staff.objects.create_user("bench", "a quiet morning", name="何远")
    settings = {"access_key_id": "id", "sign_name": "东院", "endpoint": endpoint}
    secret = {"access_key_secret": "rehearsal"}
    now = datetime.now(tz=UTC)
    typed = Typed("aliyun", settings, secret, is_on=True)
    outlet = Outlet.set_up(typed, by=staff, at=now)
    asked = {"saying": "EVE", "language": "zh-hans", "code": "SMS_1"}
    approving.approve(outlet, **asked, by=staff, at=now)
    return clinic, staff


def fill(clinic: Clinic, many: int) -> None:
    """Put them out, then let happen what happens before they are due."""
    for first in range(0, many, CHUNK):
        _chunk(clinic, range(first, min(first + CHUNK, many)))


def _chunk(clinic: Clinic, numbers: range) -> None:
    now = datetime.now(tz=UTC)
    people = Patient.objects.bulk_create(
        Patient(number=f"B{n}", name="王芳", registered_on=now.date()) for n in numbers
    )
    points = ContactPoint.objects.bulk_create(
        ContactPoint(kind="PHONE", value=f"+86139{n:08}", backwards=f"{n:08}")
        for n in numbers
    )
    rows = list(zip(numbers, people, points, strict=True))
    Reach.objects.bulk_create(
        Reach(patient=one, contact_point=point)
        for n, one, point in rows
        if _spoilt(n) != Why.UNREACHABLE
    )
    Message.objects.bulk_create(_message(clinic, row, now) for row in rows)
    _happen(rows, now)


def _message(
    clinic: Clinic, row: tuple[int, Patient, ContactPoint], now: datetime
) -> Message:
    number, patient, point = row
    return Message(
        patient=patient,
        clinic=clinic,
        contact_point=point,
        purpose="SVC_MSG",
        saying="EVE",
        fields={"doctor": "李予安"},
        about=ABOUT,
        about_id=number,
        about_at=now + timedelta(days=1),
        not_before=now - timedelta(minutes=1),
        not_after=now + timedelta(hours=5),
        made_at=now,
    )


def _happen(rows: list[tuple[int, Patient, ContactPoint]], now: datetime) -> None:
    def of(why: str) -> list[int]:
        return [one.pk for n, one, _point in rows if _spoilt(n) == why]

    Patient.objects.filter(pk__in=of(Why.DIED)).update(died_on=now.date())
    Patient.objects.filter(pk__in=of(Why.RESTRICTED)).update(restricted_at=now)
    Stop.objects.bulk_create(
        Stop(patient_id=pk, purpose="SVC_MSG", at=now) for pk in of(Why.STOPPED)
    )


def keep(many: int) -> None:
    """Only the first of them, with nothing yet done about them."""
    afresh()
    Message.objects.filter(about_id__gte=many).delete()


def afresh() -> None:
    """The same messages once more, for another way of sending them."""
    Doubt.objects.all().delete()
    Dispatch.objects.all().delete()
    Withheld.objects.all().delete()
    Message.objects.update(
        ended_at=None,
        held_until=None,
        tries=0,
        channel="",
        refused_by="",
        not_before=F("made_at"),
    )


def came(counts: dict[str, int]) -> Came:
    """What the carrier counted, by our numbers, beside what should have come."""
    found = {UUID(out_id): times for out_id, times in counts.items()}
    rows = list(Message.objects.values_list("out_id", "about_id", "pk"))
    wondered = set(Doubt.objects.open().values_list("pk", flat=True))
    refused = Withheld.objects.filter(why__in=(Why.NOT_ACCEPTED, Why.NO_CHANNEL))
    given_up = set(refused.values_list("pk", flat=True))
    due = [(out_id, pk) for out_id, number, pk in rows if not _spoilt(number)]
    barred = [out_id for out_id, number, _pk in rows if _spoilt(number)]
    missing = [pk for out_id, pk in due if out_id not in found]
    return Came(
        lost=sum(pk not in wondered | given_up for pk in missing),
        extra=sum(times - 1 for times in found.values()),
        ineligible=sum(out_id in found for out_id in barred),
        in_doubt=len(wondered),
        given_up=len(given_up),
    )
