"""What a channel knows of something handed over before, asked before any other try."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException

from renxin.voice.channels import Answer, Channel, Heard, Question
from renxin.voice.models import Message
from renxin.voice.outbox import policy
from renxin.voice.outbox.settling import Handed, doubt, held_longer, settle
from renxin.voice.outbox.speaking import said

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Open:
    """A message that went towards a channel once, and what that channel is asked."""

    message: Message
    channel: Channel
    question: Question


@dataclass(frozen=True)
class Asked:
    """What it said; of a channel that is in use no more nothing is known."""

    message: Message
    channel: Channel | None
    answer: Answer


def question_of(message: Message, outside_id: str = "") -> Question:
    """Of the days since it was handed over, which may be long after it was due."""
    point = message.reached
    to = message.hidden().get("to", "") or (point.value if point else "")
    since = message.handed_at or message.not_before
    return Question(str(message.out_id), to, since, outside_id)


def asked(one: Open) -> Asked:
    try:
        answer = one.channel.ask(one.question)
    except Exception as trouble:  # noqa: BLE001  see `nothing_known`
        answer = nothing_known(one.channel, trouble)
    return Asked(one.message, one.channel, answer)


def nothing_known(channel: Channel, trouble: Exception) -> Answer:
    """Whatever comes of talking to a carrier, the messages behind this one still go.

    A broken line is what happens; a shape nobody expected is told to the log as well.
    """
    if not isinstance(trouble, OSError | HTTPException | ValueError):
        logger.error("%s answered strangely", channel.name, exc_info=trouble)
    return Answer(Heard.UNKNOWN, code=type(trouble).__name__)


def sorted_out(
    batch: Sequence[Message], ways: Sequence[Channel], *, at: datetime
) -> tuple[list[Message], list[Open]]:
    """Those never handed over, which may go at once, and those to be asked about."""
    by_name = {one.name: one for one in ways}
    fresh, known, gone = [], [], []
    for message in batch:
        channel = by_name.get(message.channel)
        if message.tries == 1 or not message.channel:
            fresh.append(message)
        elif channel:
            known.append(Open(message, channel, question_of(message)))
        else:
            gone.append(Asked(message, None, Answer(Heard.UNKNOWN)))
    cleared(gone, at=at)
    return fresh, known


def cleared(answers: Sequence[Asked], *, at: datetime) -> list[Message]:
    """Those whose earlier try surely came to nothing, so that another may be made."""
    free, arrived = [], []
    for one in answers:
        sells = policy.manners(one.message.purpose).asks_first
        words = said(one.message, at)
        kept = words.kept if words else ""
        if one.channel and one.answer.heard is Heard.YES:
            arrived.append(Handed(one.message, one.channel, kept, one.answer))
        elif one.answer.heard is Heard.UNKNOWN or sells:
            unclear(one.message, kept, at=at)
        else:
            free.append(one.message)
    settle(arrived, at=at)
    return free


def unclear(message: Message, words: str, *, at: datetime) -> None:
    """Receipts are waited for; what advertises is never tried again."""
    rules = policy.sending()
    sells = policy.manners(message.purpose).asks_first
    since = message.handed_at or message.not_before
    if sells or at > since + rules.given_up_after:
        doubt(message, words, at=at)
    else:
        held_longer(message, until=at + rules.receipts_after)
