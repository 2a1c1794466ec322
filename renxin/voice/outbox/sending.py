"""Handing messages over: never lost, and never silently twice.

Messages are taken in hand for a while, weighed, and handed over under our own
numbers. Any answer but a clear yes leaves one in hand; when that time is over the
channel is asked what it knows before anything is tried again. What only advertises
is never tried again once its fate is uncertain.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException

from django.db import transaction

from renxin.voice import channels, wire
from renxin.voice.channels import Answer, Channel, Heard, Letter
from renxin.voice.law.pack import pack
from renxin.voice.models import Message
from renxin.voice.outbox import policy, taking
from renxin.voice.outbox.asking import cleared
from renxin.voice.outbox.eligible import Verdict, eligible
from renxin.voice.outbox.known import Known
from renxin.voice.outbox.settling import Handed, settle, withhold_all
from renxin.voice.outbox.speaking import Spoken
from renxin.voice.outbox.subjects import fillings

Clock = Callable[[], datetime]
AT_ONCE = 500
# So many in hand together, and so many of them on the line at the same moment.
BATCH, LINES = 50, 8


@dataclass(frozen=True)
class Ready:
    """A message that was weighed and may go: by which channel, and the letter."""

    message: Message
    channel: Channel
    letter: Letter
    words: Spoken


def send_due(
    *, now: Clock, most: int = AT_ONCE, ways: Sequence[Channel] | None = None
) -> int:
    """Everything whose time has come, the longest due first."""
    ways = list(channels.in_use() if ways is None else ways)
    went = looked_at = 0
    while ways and looked_at < most:
        batch = taking.take(None, most=min(BATCH, most - looked_at), at=now())
        if not batch:
            break
        looked_at += len(batch)
        went += hand_over(batch, ways, now=now)
    return went


def send(pk: int, *, now: Clock, by: Channel | None = None) -> bool:
    """Hand one message over, if it is due and may be; whether it went out."""
    ways = [by] if by else channels.in_use()
    batch = taking.take([pk], most=1, at=now()) if ways else []
    return bool(batch and hand_over(batch, ways, now=now))


def hand_over(batch: Sequence[Message], ways: list[Channel], *, now: Clock) -> int:
    free = [one for one in batch if one.tries == 1 or cleared(one, ways, at=now())]
    ready = decide(free, ways, at=now())
    if not ready:
        return 0
    away = [one for one in ready if not one.channel.in_house]
    handed = [_handed_over(one, now=now) for one in ready if one.channel.in_house]
    with ThreadPoolExecutor(max(min(LINES, len(away)), 1)) as lines:
        handed += lines.map(lambda one: _handed_over(one, now=now), away)
    answered = [one for one in handed if one is not None]
    return settle(answered, at=now()) if answered else 0


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
    return _written([one for one in ready if one])


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
        to=verdict.way.to,
        words=verdict.words.sent(secrets),
        saying=message.saying,
        template=verdict.way.template,
        blanks=verdict.words.blanks,
        values=verdict.words.values | secrets,
        title=message.subject,
        kept=verdict.words.kept,
    )
    return Ready(message, verdict.way.channel, letter, verdict.words)


def _written(ready: list[Ready]) -> list[Ready]:
    """What goes by which channel is known before it does: it will be asked."""
    alike: dict[tuple[str, int | None, int], list[int]] = {}
    for one in ready:
        said = (one.channel.name, one.words.version_id, one.words.number)
        alike.setdefault(said, []).append(one.message.pk)
        one.message.channel = one.channel.name
    law = pack().edition
    for (name, version, number), keys in alike.items():
        Message.objects.waiting().filter(pk__in=keys).update(
            channel=name, wording=version, wording_number=number, law=law
        )
    return ready


def _handed_over(one: Ready, *, now: Clock) -> Handed | None:
    """Only while it is surely ours still; the rest of the batch may have taken long."""
    until = one.message.held_until
    if until is None or now() >= until - policy.sending().margin:
        return None
    try:
        answer = one.channel.send(one.letter)
    except wire.NotReached as trouble:
        answer = Answer(Heard.UNSENT, code=str(trouble))
    except (OSError, HTTPException, ValueError) as trouble:
        # A broken line says nothing about what got through.
        answer = Answer(Heard.UNKNOWN, code=type(trouble).__name__)
    return Handed(one.message, one.channel, one.words.kept, answer)
