"""Handing messages over: never lost, and never silently twice.

A message is taken in hand for a while, weighed, and handed over under our own
number. Any answer but a clear yes leaves it in hand; when that time is over the
channel is asked what it knows before anything is tried again. What only advertises
is never tried again once its fate is uncertain.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db import models, transaction

from renxin.journal import book
from renxin.voice import channels
from renxin.voice.channels import Channel, Heard, Letter
from renxin.voice.facts import Messaged
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Message, Withheld
from renxin.voice.outbox import policy
from renxin.voice.outbox.eligible import eligible
from renxin.voice.outbox.subjects import fillings
from renxin.voice.wordings.filling import words_of

Clock = Callable[[], datetime]
AT_ONCE = 500


def send_due(*, now: Clock) -> int:
    """Everything whose time has come, the longest due first."""
    due = Message.objects.due(at=now()).order_by("not_before", "pk")
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    return sum(send(pk, now=now) for pk in keys)


def send(pk: int, *, now: Clock, by: Channel | None = None) -> bool:
    """Hand one message over, if it is due and may be; whether it went out."""
    channel = by or channels.at_hand()
    message = take(pk, at=now()) if channel else None
    if channel is None or message is None:
        return False
    if message.tries > 1 and not _cleared(message, channel, at=now()):
        return False
    letter, kept = decide(message, at=now())
    if letter is None or not _still_ours(message, at=now()):
        return False
    heard = _handed_over(channel, letter)
    return settle(message, heard, channel, kept, at=now())


@transaction.atomic
def take(pk: int, *, at: datetime) -> Message | None:
    """Take it in hand; whoever comes meanwhile finds it held."""
    free = Message.objects.due(at=at).select_for_update(of=("self",), skip_locked=True)
    message = free.select_related("patient", "clinic", "contact_point").filter(pk=pk)
    found = message.first()
    if found:
        found.tries += 1
        found.held_until = at + policy.sending().held_for
        found.save(update_fields=["tries", "held_until"])
    return found


def _cleared(message: Message, channel: Channel, *, at: datetime) -> bool:
    """Whether an earlier try surely came to nothing, so that another may be made."""
    heard = Heard.UNKNOWN
    with suppress(OSError):
        heard = channel.ask(str(message.out_id))
    if heard is Heard.YES:
        settle(message, heard, channel, words_of(message, {})[1], at=at)
    elif policy.manners(message.purpose).asks_first:
        withhold(message, Why.UNCERTAIN, at=at)
    elif heard is Heard.UNKNOWN:
        _await_receipts(message, at=at)
    return heard is Heard.NO and message.ended_at is None


def _await_receipts(message: Message, *, at: datetime) -> None:
    rules = policy.sending()
    if at > message.not_before + rules.given_up_after:
        withhold(message, Why.UNCERTAIN, at=at)
        return
    _ours(message).update(held_until=at + rules.receipts_after)


@transaction.atomic
def decide(message: Message, *, at: datetime) -> tuple[Letter | None, str]:
    """Weigh it at this moment; the words are filled only when it goes out."""
    verdict = eligible(message, at)
    if verdict.why:
        withhold(message, verdict.why, at=at)
        return None, ""
    if verdict.wait_until:
        put_back = {"not_before": verdict.wait_until, "held_until": None, "tries": 0}
        _ours(message).update(**put_back)
        return None, ""
    secrets = message.hidden()
    for blank, filling in fillings.items():
        secrets.setdefault(blank, filling(message, at))
    point = message.contact_point
    to = secrets.pop("to", "") or (point.value if point else "")
    sent, kept = words_of(message, secrets)
    return Letter(str(message.out_id), to, sent, message.saying), kept


def _still_ours(message: Message, *, at: datetime) -> bool:
    until = message.held_until
    return until is not None and at < until - policy.sending().margin


def _handed_over(channel: Channel, letter: Letter) -> Heard:
    try:
        return channel.send(letter)
    except OSError:  # a broken line says nothing about what got through
        return Heard.UNKNOWN


@transaction.atomic
def settle(
    message: Message, heard: Heard, channel: Channel, words: str, *, at: datetime
) -> bool:
    """Write down what became of it, unless somebody else has it by now."""
    if heard is Heard.UNKNOWN:
        return False
    if heard is Heard.NO:
        if message.tries >= policy.sending().tries:
            withhold(message, Why.NOT_ACCEPTED, at=at)
        return False
    if not _end(message, at=at):
        return False
    Dispatch.objects.create(
        message=message,
        channel=channel.name,
        receipt=channel.receipt,
        words=words,
        at=at,
    )
    if message.patient_id:
        book.record(_told(message, channel, at=at))
    return True


def _told(message: Message, channel: Channel, *, at: datetime) -> Messaged:
    return Messaged(
        message_id=message.pk,
        saying=message.saying,
        receipt=channel.receipt,
        patient_id=message.patient_id,
        clinic_id=message.clinic_id,
        by_id=None,
        at=at,
    )


@transaction.atomic
def withhold(message: Message, why: str, *, at: datetime) -> None:
    if _end(message, at=at):
        Withheld.objects.create(message=message, why=why, at=at)


def _end(message: Message, *, at: datetime) -> bool:
    """It ends once; what was secret in it goes."""
    if not _ours(message).update(ended_at=at, held_until=None, sealed=None):
        return False
    message.ended_at = at
    return True


def _ours(message: Message) -> models.QuerySet[Message]:
    """The row while it is as we left it: nobody has taken it up since."""
    return Message.objects.waiting().filter(pk=message.pk, tries=message.tries)
