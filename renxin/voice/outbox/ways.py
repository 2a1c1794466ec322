"""By which channel a message goes: the first in use that leads there and may be used.

One other is tried when the first would not take it; never because it was uncertain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from renxin.voice.channels import Channel
from renxin.voice.kinds import Why
from renxin.voice.models import Message
from renxin.voice.outbox import policy
from renxin.voice.outbox.known import Known
from renxin.voice.outbox.speaking import Spoken

BY_POST = "POST"


@dataclass(frozen=True)
class Way:
    """A channel, to which contact point, and the carrier's number of the words."""

    channel: Channel
    to: str
    template: str = ""


def way_for(
    message: Message, words: Spoken, known: Known, ways: Sequence[Channel]
) -> Way | str | datetime:
    """The way; or why there is none; or until when the only one is left alone."""
    why: str | datetime = str(Why.NO_CHANNEL)
    for channel in ways:
        to = address(message, channel, known)
        if not to or channel.name == message.refused_by:
            continue
        template = _template(message, words, channel, known)
        if not _may_use(message, channel, known):
            why = str(Why.STOPPED)
        elif template is None:
            why = str(Why.NO_TEMPLATE)
        elif channel.name in known.shut:
            why = known.shut[channel.name]
        else:
            return Way(channel, to, template)
    return why


def address(message: Message, channel: Channel, known: Known) -> str:
    """Where this channel finds them; a code goes to the number that asked for it."""
    asked_from = message.hidden().get("to", "")
    if asked_from or message.contact_point is None:
        return asked_from if channel.family == "SMS" else ""
    if channel.reaches == BY_POST:
        return _by_post(message)
    point = message.contact_point
    if point.kind == channel.reaches:
        return point.value
    record = known.leads_to.get(message.patient_id or 0)
    theirs = known.reaches.get(record or 0, ())
    whose = next((one.whose for one in theirs if one.contact_point_id == point.pk), "")
    for reach in theirs:
        other = reach.contact_point
        if reach.whose == whose and other.kind == channel.reaches:
            return other.value
    return ""


def _by_post(message: Message) -> str:
    patient = message.patient.kept() if message.patient else None
    return f"{patient.name}\n{patient.address}" if patient and patient.address else ""


def _may_use(message: Message, channel: Channel, known: Known) -> bool:
    """Not stopped there; and what advertises only where they agreed to it."""
    record = known.leads_to.get(message.patient_id or 0)
    if channel.family == "CALL" and record in known.not_to_be_called:
        return False
    if message.urgent_by_id is None and known.stops_of(message, record, channel.family):
        return False
    if not policy.manners(message.purpose).asks_first:
        return True
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
