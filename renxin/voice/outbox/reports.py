"""What channels tell later: late, doubled, out of order, or of things we gave up.

Each is kept. What is known of a message only grows by it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from renxin.journal import book
from renxin.voice.facts import Messaged
from renxin.voice.hooked import Told
from renxin.voice.kinds import RANKS, Found, Receipt
from renxin.voice.models import Dispatch, Doubt, DoubtSettled, Message, Report
from renxin.voice.outbox import numbers
from renxin.voice.outbox.speaking import said


@transaction.atomic
def tell(channel: str, told: Told, *, at: datetime) -> bool:
    """Take in one report; whether it is of a message of ours."""
    message = _message(channel, told)
    if message is None or not _went_by(message, channel):
        return False
    if told.receipt == Receipt.FAILED:
        numbers.failed(message, channel, code=told.code, at=at)
    else:
        Report.objects.get_or_create(
            message=message,
            channel=channel,
            receipt=told.receipt,
            code=told.code[:60],
            defaults={"at": at},
        )
    _grow(message, channel, told.receipt, at=at)
    if told.receipt == Receipt.DELIVERED and message.reached:
        numbers.works(message.reached, by=None, at=at)
    return True


def _went_by(message: Message, channel: str) -> bool:
    """Nobody tells of what was never given to them."""
    given = message.tries and channel == message.channel
    return bool(given) or channel == message.refused_by


def _message(channel: str, told: Told) -> Message | None:
    """Locked: whoever settles it meanwhile waits, or has done so."""
    rows = Message.objects.select_for_update(of=("self",)).select_related(
        "patient", "clinic", "contact_point", "went_to"
    )
    if told.out_id:
        try:
            return rows.filter(out_id=UUID(told.out_id)).first()
        except ValueError:
            return None
    if not told.outside_id:
        return None
    sent = Dispatch.objects.filter(channel=channel, outside_id=told.outside_id)
    return rows.filter(pk__in=sent.values("pk")[:1]).first()


def _grow(message: Message, channel: str, receipt: str, *, at: datetime) -> None:
    dispatch = Dispatch.objects.filter(message=message).first()
    if dispatch is None:
        _first_known(message, channel, receipt, at=at)
    elif RANKS[Receipt(receipt)] > RANKS[Receipt(dispatch.receipt)]:
        dispatch.receipt = receipt
        dispatch.save(update_fields=["receipt"])


def _first_known(message: Message, channel: str, receipt: str, *, at: datetime) -> None:
    """Nobody knew whether it got through; now we do."""
    wondered = Doubt.objects.filter(message=message).first()
    if message.ended_at is not None and wondered is None:
        return  # it was not said after all, and the report stands beside that
    words = said(message, at)
    if message.ended_at is None:
        message.ended_at, message.held_until, message.sealed = at, None, None
        message.save(update_fields=["ended_at", "held_until", "sealed"])
    kept = wondered.words if wondered else (words.kept if words else "")
    dispatch_of(message, channel, receipt, kept, at=at)
    if wondered:
        DoubtSettled.objects.get_or_create(
            doubt=wondered, defaults={"found": Found.REPORTED, "at": at}
        )


def dispatch_of(
    message: Message, channel: str, receipt: str, words: str, *, at: datetime
) -> None:
    Dispatch.objects.create(
        message=message, channel=channel, receipt=receipt, words=words, at=at
    )
    if message.patient_id:
        book.record(
            Messaged(
                message_id=message.pk,
                saying=message.saying,
                receipt=receipt,
                patient_id=message.patient_id,
                clinic_id=message.clinic_id,
                by_id=None,
                at=at,
            )
        )
