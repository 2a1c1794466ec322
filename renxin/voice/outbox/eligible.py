"""The one place that decides whether a message goes out, asked when it is due.

Not when it was planned: meanwhile the appointment was moved, the patient came, said
no, or died. Every way to no has its reason, which is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from renxin.patients.models import Consent, Patient, Reach
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Message
from renxin.voice.outbox import policy, whom
from renxin.voice.outbox.subjects import standings
from renxin.voice.wordings.filling import goes_at_any_hour


@dataclass(frozen=True)
class Verdict:
    """Send it; or not, and why; or not yet."""

    why: str = ""
    wait_until: datetime | None = None

    @property
    def sends(self) -> bool:
        return not self.why and self.wait_until is None


def eligible(message: Message, at: datetime) -> Verdict:
    why = (
        standing(message, at)
        or _person(message)
        or _number(message, at)
        or _consent(message, at)
    )
    if why:
        return Verdict(why=why)
    opens = _opens(message, at)
    if (opens or at) >= message.not_after:
        return Verdict(why=Why.TOO_LATE)
    if opens:
        return Verdict(wait_until=opens)
    return Verdict(why=_frequency(message, at))


def standing(message: Message, at: datetime) -> str:
    """Whether what it speaks of is still so; what nobody vouches for is not."""
    look: Callable[[Message, datetime], str] = standings.get(
        message.about, lambda _message, _at: str(Why.GONE)
    )
    return look(message, at)


def _person(message: Message) -> str:
    if message.patient is None:
        return ""
    patient = message.patient.kept()
    if patient.died_on:
        return Why.DIED
    return Why.RESTRICTED if patient.restricted_at else ""


def _number(message: Message, at: datetime) -> str:
    """Still theirs, and not a child's own."""
    if message.patient is None:
        return ""
    patient = message.patient.kept()
    through = Reach.objects.in_use().filter(
        patient__in=patient.record_ids(), contact_point=message.contact_point_id
    )
    reaches = list(through)
    if not reaches:
        return Why.UNREACHABLE
    day = message.clinic.day_of(at) if message.clinic else at.date()
    if whom.is_guarded(patient, on=day) and not whom.guardians(reaches):
        return Why.GUARDIAN
    return ""


def _consent(message: Message, at: datetime) -> str:
    if message.patient is None:
        return ""
    patient: Patient = message.patient.kept()
    if policy.manners(message.purpose).asks_first:
        live = Consent.objects.live(patient, message.purpose, at=at)
        return "" if live else Why.NO_CONSENT
    of_purpose = Consent.objects.filter(purpose=message.purpose)
    last = of_purpose.last_words(patient.record_ids(), at=at)
    return Why.REFUSED if any(one.forbids(at=at) for one in last) else ""


def _opens(message: Message, at: datetime) -> datetime | None:
    """When the clinic's day begins, if it is night there now."""
    if goes_at_any_hour(message.saying) or message.clinic is None:
        return None
    manners = policy.manners(message.purpose)
    local = at.astimezone(ZoneInfo(message.clinic.zone))
    if manners.opens <= local.time() < manners.closes:
        return None
    late = local.time() >= manners.closes
    day = local.date() + timedelta(days=1 if late else 0)
    return datetime.combine(day, manners.opens, tzinfo=local.tzinfo)


def _frequency(message: Message, at: datetime) -> str:
    if message.patient is None or goes_at_any_hour(message.saying):
        return ""
    manners = policy.manners(message.purpose)
    ids = message.patient.kept().record_ids()
    selling = Q(message__purpose__in=policy.marketing())
    sent = Dispatch.objects.filter(
        selling if manners.asks_first else ~selling,
        message__patient__in=ids,
        at__lte=at,
    )
    for within, most in manners.most:
        if sent.filter(at__gt=at - within).count() >= most:
            return Why.TOO_MANY
    return ""
