"""The one place that decides whether a message goes out, asked when it is due.

Not when it was planned: meanwhile the appointment was moved, the patient came, said
no, or died. Every way to no has its reason, which is kept. The gates stand in one
order, and the first that is shut is the reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from renxin.patients.models import Patient, Reach
from renxin.patients.models.consent import Consent, in_force
from renxin.voice import channels
from renxin.voice.channels import Channel
from renxin.voice.kinds import Why
from renxin.voice.models import Message
from renxin.voice.outbox import hours, judging, policy, whom
from renxin.voice.outbox.known import Known
from renxin.voice.outbox.speaking import Spoken
from renxin.voice.outbox.subjects import standings
from renxin.voice.outbox.ways import Gate, Shut, Way, way_for
from renxin.voice.wordings.filling import goes_at_any_hour


@dataclass(frozen=True)
class Verdict:
    """Send it, this way and in these words; or not, and why; or not yet."""

    why: str = ""
    wait_until: datetime | None = None
    # The only way out is shut: it is due all the same, and late.
    aside_until: datetime | None = None
    way: Way | None = None

    @property
    def words(self) -> Spoken | None:
        return self.way.words if self.way else None

    @property
    def sends(self) -> bool:
        return self.way is not None


def eligible(
    message: Message,
    at: datetime,
    known: Known | None = None,
    ways: Sequence[Channel] | None = None,
) -> Verdict:
    """Weigh one message, alone or as one of many that were read together."""
    known = known or Known.of([message], at=at)
    ways = channels.in_use() if ways is None else ways
    why = standing(message, at) or _person(message, known) or _asked(message, known)
    if why:
        return Verdict(why=why)
    way = way_for(message, known, ways)
    if isinstance(way, Shut) and way.gate <= Gate.WORDS:
        return Verdict(why=way.why)
    return _timed(message, at, known) or _sent(message, way)


def standing(message: Message, at: datetime) -> str:
    """Whether what it speaks of is still so; what nobody vouches for is not."""
    look: Callable[[Message, datetime], str] = standings.get(
        message.about, lambda _message, _at: str(Why.GONE)
    )
    return look(message, at)


def _person(message: Message, known: Known) -> str:
    """Alive, and reachable by whoever that number belongs to."""
    if message.patient is None:
        return ""
    patient = message.patient.kept()
    if patient.died_on:
        return Why.DIED
    if patient.restricted_at:
        return Why.RESTRICTED
    return "" if _through(message, known) else Why.UNREACHABLE


def _through(message: Message, known: Known) -> list[Reach]:
    theirs = known.reaches.get(_record(message, known) or 0, ())
    point = message.contact_point_id
    return [one for one in theirs if one.contact_point_id == point]


def _asked(message: Message, known: Known) -> str:
    """What they agreed to, what they asked to be spared, and who answers for them."""
    record = _record(message, known)
    if message.patient is None or record is None:
        return ""
    return (
        _consent(message, record, known)
        or _stopped(message, record, known)
        or _held_back(message, record, known)
        or _guarded(message, message.patient.kept(), known)
    )


def _stopped(message: Message, record: int, known: Known) -> str:
    """By every channel; a stop of one channel leaves the others."""
    stops = known.stops_of(message, record, "")
    return Why.STOPPED if stops and not _is_asked_for(message) else ""


def _held_back(message: Message, record: int, known: Known) -> str:
    sells = policy.manners(message.purpose).asks_first
    return known.held_back.get(record, "") if sells else ""


def _guarded(message: Message, patient: Patient, known: Known) -> str:
    day = message.day_at(known.at)
    child = whom.is_guarded(patient, on=day)
    free = not child or whom.guardians(_through(message, known))
    if not free:
        return Why.GUARDIAN
    return judging.of_reader(message, patient, _through(message, known), on=day)


def _consent(message: Message, record: int, known: Known) -> str:
    last: list[Consent] = known.consents.get((record, message.purpose), [])
    if policy.manners(message.purpose).asks_first:
        patient = message.patient.kept() if message.patient else None
        live = in_force(patient, last, at=known.at) if patient else None
        return "" if live else Why.NO_CONSENT
    return Why.REFUSED if any(one.forbids(at=known.at) for one in last) else ""


def _is_asked_for(message: Message) -> bool:
    """What the person asked for a moment ago, or somebody answers for at any hour."""
    return goes_at_any_hour(message.saying) or message.urgent_by_id is not None


def _timed(message: Message, at: datetime, known: Known) -> Verdict | None:
    """Within the hours, before it is too late, and not too often."""
    free, record = _is_asked_for(message), _record(message, known)
    opens = None if free else hours.opens(message, at, known.zones.get(record or 0, ""))
    if (opens or at) >= message.not_after:
        return Verdict(why=Why.TOO_LATE)
    if opens:
        return Verdict(wait_until=opens)
    if free or record is None:
        return None
    manners = policy.manners(message.purpose)
    for within, most in manners.most:
        if known.heard_within(record, within, sells=manners.asks_first) >= most:
            return Verdict(why=Why.TOO_MANY)
    return None


def _sent(message: Message, way: Way | Shut) -> Verdict:
    """A way that opens again in time is waited for."""
    if isinstance(way, Way):
        return Verdict(way=way)
    if way.until and (way.until < message.not_after or way.why != Why.TOO_MANY):
        return Verdict(aside_until=way.until)
    return Verdict(why=way.why)


def _record(message: Message, known: Known) -> int | None:
    return known.leads_to.get(message.patient_id or 0) if message.patient_id else None
