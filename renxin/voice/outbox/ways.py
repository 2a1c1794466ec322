"""By which channel a message goes, and in which words: the first that leads there.

Each way has its own words where the house wrote some, and the law is asked of those
that would really go out. One other channel is tried when the first would not take it;
never because it was uncertain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from renxin.patients.models import ContactPoint
from renxin.voice.channels import Channel
from renxin.voice.kinds import ChannelKind, Why
from renxin.voice.models import Message
from renxin.voice.outbox import judging, policy
from renxin.voice.outbox.known import Known
from renxin.voice.outbox.speaking import Spoken, forbidden, spoken, surface_of

BY_POST = "POST"


class Gate(IntEnum):
    """How far a way leads before it is shut, in the order of the gates."""

    NOWHERE = 0
    NUMBER = 1
    STOPPED = 2
    WORDS = 3
    TEMPLATE = 4
    LINE = 5


@dataclass(frozen=True)
class Place:
    """Where a channel finds somebody; a street has no contact point."""

    to: str
    point: ContactPoint | None = None


@dataclass(frozen=True)
class Way:
    """A channel, to which place, in which words, by which number of the carrier."""

    channel: Channel
    place: Place
    words: Spoken
    template: str = ""


@dataclass(frozen=True)
class Shut:
    """Why a way leads nowhere, or until when it is left alone."""

    gate: Gate = Gate.NOWHERE
    why: str = Why.NO_CHANNEL
    until: datetime | None = None


def way_for(message: Message, known: Known, ways: Sequence[Channel]) -> Way | Shut:
    """The first that is open; or why the one that led furthest is shut."""
    furthest, read = Shut(), Read(message, known)
    for channel in ways:
        place = place_for(message, channel, known)
        if place is None or channel.name == message.refused_by:
            continue
        way = _by(channel, place, message, known, read)
        if isinstance(way, Way):
            return way
        furthest = max(way, furthest, key=lambda one: one.gate)
    return furthest


class Read:
    """The words of one message by each kind of way, looked up and weighed once."""

    def __init__(self, message: Message, known: Known) -> None:
        self.message, self.known = message, known
        self._by_family: dict[str, Spoken | str] = {}

    def by(self, family: str) -> Spoken | str:
        if family not in self._by_family:
            self._by_family[family] = self._read(family)
        return self._by_family[family]

    def _read(self, family: str) -> Spoken | str:
        at = self.known.at
        words = spoken(self.message, at, self.known.library, family=family)
        if words is None:
            return str(Why.NOT_APPROVED)
        surface = surface_of(
            words, sells=policy.manners(self.message.purpose).asks_first
        )
        why = forbidden(words, self.message, at, family=family)
        if why:
            return why
        on = self.message.day_at(at)
        return judging.of_words(words.text, surface, self.known, on=on) or words


def _by(
    channel: Channel, place: Place, message: Message, known: Known, read: Read
) -> Way | Shut:
    if place.point and place.point.pk in known.bad_numbers:
        return Shut(Gate.NUMBER, str(Why.BAD_NUMBER))
    if not _may_use(message, channel, known):
        return Shut(Gate.STOPPED, str(Why.STOPPED))
    words = read.by(channel.family)
    if isinstance(words, str):
        return Shut(Gate.WORDS, words)
    template = _template(message, words, channel, known)
    if template is None:
        return Shut(Gate.TEMPLATE, str(Why.NO_TEMPLATE))
    return _left_alone(message, channel, known) or Way(channel, place, words, template)


def _left_alone(message: Message, channel: Channel, known: Known) -> Shut | None:
    """A line that does not answer; or somebody who was rung today already."""
    if channel.name in known.shut:
        return Shut(Gate.LINE, until=known.shut[channel.name])
    record = known.leads_to.get(message.patient_id or 0)
    if channel.family != "CALL" or record is None or message.urgent_by_id:
        return None
    until = known.rung_enough_until(record)
    return Shut(Gate.LINE, str(Why.TOO_MANY), until) if until else None


def place_for(message: Message, channel: Channel, known: Known) -> Place | None:
    """A code goes to the number that asked for it, and nowhere else."""
    asked_from, point = message.hidden().get("to", ""), message.contact_point
    if asked_from or point is None:
        texts = asked_from and channel.family == ChannelKind.SMS
        return Place(asked_from) if texts else None
    if channel.reaches == BY_POST:
        return _by_post(message)
    if point.kind == channel.reaches:
        return Place(point.value, point)
    record = known.leads_to.get(message.patient_id or 0)
    theirs = known.reaches.get(record or 0, ())
    whose = next((one.whose for one in theirs if one.contact_point_id == point.pk), "")
    for reach in theirs:
        other = reach.contact_point
        if reach.whose == whose and other.kind == channel.reaches:
            return Place(other.value, other)
    return None


def _by_post(message: Message) -> Place | None:
    patient = message.patient.kept() if message.patient else None
    known = patient and patient.address
    return Place(f"{patient.name}\n{patient.address}") if patient and known else None


def _may_use(message: Message, channel: Channel, known: Known) -> bool:
    """Not stopped there; and what advertises only where they agreed to it."""
    record = known.leads_to.get(message.patient_id or 0)
    if channel.family == "CALL" and record in known.not_to_be_called:
        return False
    if message.urgent_by_id is None and known.stops_of(message, record, channel.family):
        return False
    if not policy.manners(message.purpose).asks_first:
        return True
    if getattr(channel, "notices_only", False):
        return False
    given = known.consents.get((record or 0, message.purpose), [])
    named = [one.channels for one in given if one.channels]
    return all(channel.family in one.split(",") for one in named)


def _template(
    message: Message, words: Spoken, channel: Channel, known: Known
) -> str | None:
    """The carrier's number of exactly these words; "" where it needs none."""
    if not channel.needs_template:
        return ""
    found = known.templates.get((channel.name, message.saying, message.language))
    return found.code if found and found.text == words.text else None
