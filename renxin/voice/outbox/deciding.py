"""Weighing messages at the moment they are due, and making letters of those that go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from renxin.voice.channels import Channel, Letter
from renxin.voice.law.pack import pack
from renxin.voice.models import Message
from renxin.voice.outbox import taking
from renxin.voice.outbox.eligible import Verdict, eligible
from renxin.voice.outbox.known import Known
from renxin.voice.outbox.settling import withhold_all
from renxin.voice.outbox.speaking import Spoken
from renxin.voice.outbox.subjects import fillings


@dataclass(frozen=True)
class Ready:
    """A message that was weighed and may go: by which channel, and the letter."""

    message: Message
    channel: Channel
    letter: Letter
    words: Spoken


@transaction.atomic
def decide(
    messages: Sequence[Message], ways: Sequence[Channel], *, at: datetime
) -> list[Ready]:
    """Weigh them at this moment; the words are filled only when they go out."""
    if not messages:
        return []
    known = Known.of(messages, at=at)
    weighed = [(one, eligible(one, at, known, ways)) for one in messages]
    no = [(message, verdict.why) for message, verdict in weighed if verdict.why]
    withhold_all(no, at=at)
    for message, verdict in weighed:
        if verdict.wait_until:
            taking.put_back(message, until=verdict.wait_until)
        if verdict.aside_until:
            taking.set_aside(message, until=verdict.aside_until)
    ready = [_ready(message, verdict, at=at) for message, verdict in weighed]
    return _written([one for one in ready if one], at=at)


def _ready(message: Message, verdict: Verdict, *, at: datetime) -> Ready | None:
    if not verdict.way or not verdict.words:
        return None
    secrets = message.hidden()
    for blank, filling in fillings.items():
        if blank in verdict.words.blanks:
            secrets.setdefault(blank, filling(message, at))
    secrets.pop("to", None)
    letter = Letter(
        out_id=str(message.out_id),
        to=verdict.way.place.to,
        words=verdict.words.sent(secrets),
        saying=message.saying,
        template=verdict.way.template,
        blanks=verdict.words.blanks,
        values=verdict.words.values | secrets,
        title=message.subject,
        kept=verdict.words.kept,
    )
    point = verdict.way.place.point
    message.went_to = None if point == message.contact_point else point
    return Ready(message, verdict.way.channel, letter, verdict.words)


def _written(ready: list[Ready], *, at: datetime) -> list[Ready]:
    """What goes by which channel, and whereto, is known before: it will be asked."""
    alike: dict[tuple[str, int | None, int | None, int], list[int]] = {}
    for one in ready:
        goes = (one.channel.name, one.message.went_to_id)
        said = (one.words.version_id, one.words.number)
        alike.setdefault((*goes, *said), []).append(one.message.pk)
        one.message.channel = one.channel.name
        one.message.handed_at = one.message.handed_at or at
    law = pack().edition
    for (name, place, version, number), keys in alike.items():
        Message.objects.waiting().filter(pk__in=keys).update(
            channel=name,
            went_to=place,
            handed_at=Coalesce("handed_at", Value(at)),
            wording=version,
            wording_number=number,
            law=law,
        )
    return ready
