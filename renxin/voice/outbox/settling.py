"""Writing down what became of messages: sent, not said after all, or nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models, transaction

from renxin.journal import book
from renxin.voice.channels import Answer, Channel, Heard
from renxin.voice.facts import Messaged
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Doubt, Line, Message, Withheld
from renxin.voice.models.line import FIRST_PAUSE
from renxin.voice.outbox import numbers, policy
from renxin.voice.outbox.taking import ours, set_aside

CLEAR = frozenset({Heard.YES, Heard.NO})
# Ends those that are still as we left them, all in one statement.
END = """
UPDATE voice_message AS message
SET ended_at = %s, held_until = NULL, sealed = NULL
FROM unnest(%s::bigint[], %s::int[]) AS mine(id, tries)
WHERE message.id = mine.id AND message.tries = mine.tries
  AND message.ended_at IS NULL
RETURNING message.id
"""


@dataclass(frozen=True)
class Handed:
    """A message that was handed over, the words as they are kept, and the answer."""

    message: Message
    channel: Channel
    words: str
    answer: Answer


@transaction.atomic
def settle(handed: Sequence[Handed], *, at: datetime) -> int:
    """Write down every clear answer; what is not clear stays in hand. How many went."""
    if not handed:
        return 0
    went = [one for one in handed if one.answer.heard is Heard.YES]
    ended = _end([one.message for one in went], at=at)
    out = [one for one in went if one.message.pk in ended]
    Dispatch.objects.bulk_create(_dispatch(one, at=at) for one in out)
    told = [one for one in out if one.message.patient_id]
    if told:
        book.record_all([_told(one, at=at) for one in told])
    for one in handed:
        if one.answer.heard is Heard.NO:
            refuse(one, at=at)
        elif one.answer.heard is Heard.UNSENT:
            set_aside(one.message, until=at + FIRST_PAUSE)
    _mind_the_lines(handed, at=at)
    return len(out)


def _dispatch(one: Handed, *, at: datetime) -> Dispatch:
    return Dispatch(
        message=one.message,
        channel=one.channel.name,
        receipt=one.answer.receipt or one.channel.receipt,
        words=one.words,
        outside_id=one.answer.outside_id,
        at=at,
    )


def _told(one: Handed, *, at: datetime) -> Messaged:
    return Messaged(
        message_id=one.message.pk,
        saying=one.message.saying,
        receipt=one.answer.receipt or one.channel.receipt,
        patient_id=one.message.patient_id,
        clinic_id=one.message.clinic_id,
        by_id=None,
        at=at,
    )


def refuse(one: Handed, *, at: datetime) -> None:
    """A clear no: tried again a few times, then by one other way, then given up."""
    message, channel = one.message, one.channel
    if one.answer.bad_number and message.reached:
        numbers.failed(message, channel.name, code=one.answer.code, at=at)
    elif message.refusals + 1 < policy.sending().tries:
        # Nothing left the house, so there is nothing to ask about before the next try.
        again = {"channel": "", "handed_at": None, "held_until": at + FIRST_PAUSE}
        ours(message).update(**again, refusals=models.F("refusals") + 1)
        return
    if message.refused_by:
        withhold(message, Why.NOT_ACCEPTED, at=at)
        return
    changed = {"refused_by": channel.name, "channel": "", "tries": 0}
    changed |= {"handed_at": None, "went_to": None, "refusals": 0}
    ours(message).update(**changed, held_until=None)


def _mind_the_lines(handed: Iterable[Handed], *, at: datetime) -> None:
    """Whoever does not answer is left alone for a while, by all of us."""
    by_channel: dict[str, list[Answer]] = {}
    for one in handed:
        by_channel.setdefault(one.channel.name, []).append(one.answer)
    for name, answers in sorted(by_channel.items()):
        if not any(answer.heard in CLEAR for answer in answers):
            Line.failed(name, answers[-1].code, times=len(answers), at=at)
        elif any(answer.heard is Heard.YES for answer in answers):
            Line.worked(name, at=at)


@transaction.atomic
def withhold(message: Message, why: str, *, at: datetime) -> None:
    if _end([message], at=at):
        Withheld.objects.create(message=message, why=why, at=at)


@transaction.atomic
def withhold_all(found: Sequence[tuple[Message, str]], *, at: datetime) -> None:
    ended = _end([message for message, _why in found], at=at)
    Withheld.objects.bulk_create(
        Withheld(message=message, why=why, at=at)
        for message, why in found
        if message.pk in ended
    )


@transaction.atomic
def doubt(message: Message, words: str, *, at: datetime) -> None:
    """Nobody can tell whether it arrived: a person decides what to do."""
    if _end([message], at=at):
        Doubt.objects.create(
            message=message, channel=message.channel, words=words, at=at
        )


def _end(messages: Iterable[Message], *, at: datetime) -> set[int]:
    """Each ends once; what was secret in it goes."""
    mine = sorted((one.pk, one.tries) for one in messages)
    if not mine:
        return set()
    keys, tries = zip(*mine, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(END, [at, list(keys), list(tries)])
        return {row[0] for row in cursor.fetchall()}


def held_longer(message: Message, *, until: datetime) -> None:
    rows: models.QuerySet[Message] = ours(message)
    rows.update(held_until=until)
