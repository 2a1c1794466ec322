"""What a channel knows of something handed over before, asked before any other try."""

from datetime import datetime
from http.client import HTTPException

from renxin.voice.channels import Answer, Channel, Heard, Question
from renxin.voice.models import Message
from renxin.voice.outbox import policy
from renxin.voice.outbox.settling import Handed, doubt, held_longer, settle
from renxin.voice.outbox.speaking import spoken


def cleared(message: Message, ways: list[Channel], *, at: datetime) -> bool:
    """Whether an earlier try surely came to nothing, so that another may be made."""
    if not message.channel:
        return True
    channel = next((one for one in ways if one.name == message.channel), None)
    answer = asked(channel, message) if channel else Answer(Heard.UNKNOWN)
    words = spoken(message, at)
    kept = words.kept if words else ""
    if channel and answer.heard is Heard.YES:
        settle([Handed(message, channel, kept, answer)], at=at)
    elif policy.manners(message.purpose).asks_first:
        doubt(message, kept, at=at)
    elif answer.heard is Heard.UNKNOWN:
        _await_receipts(message, kept, at=at)
    else:
        return True
    return False


def asked(channel: Channel, message: Message) -> Answer:
    point = message.contact_point
    to = message.hidden().get("to", "") or (point.value if point else "")
    dispatch = getattr(message, "dispatch", None)
    outside_id = dispatch.outside_id if dispatch else ""
    question = Question(str(message.out_id), to, message.not_before, outside_id)
    try:
        return channel.ask(question)
    except (OSError, HTTPException, ValueError) as trouble:
        return Answer(Heard.UNKNOWN, code=type(trouble).__name__)


def _await_receipts(message: Message, words: str, *, at: datetime) -> None:
    rules = policy.sending()
    if at > message.not_before + rules.given_up_after:
        doubt(message, words, at=at)
        return
    held_longer(message, until=at + rules.receipts_after)
