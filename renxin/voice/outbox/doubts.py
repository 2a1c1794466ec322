"""Deciding about a message whose fate nobody knows: a person does, and it is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing
from renxin.staff.models import Staff
from renxin.voice.kinds import Found, Receipt
from renxin.voice.models import Dispatch, Doubt, DoubtSettled, Message, Urgent
from renxin.voice.outbox.reports import dispatch_of


class SettledAlready(Refusal):
    """Somebody decided before, or the channel told after all."""

    sentence = _("This is settled already.")


class TooLateToSay(Refusal):
    """What the message speaks of is over."""

    sentence = _("Its time has gone by. Ring them instead, or leave it.")


@transaction.atomic
def decide(doubt: Doubt, found: str, *, by: Staff, at: datetime) -> DoubtSettled:
    """It arrived; or send it again; or leave it."""
    message = Message.objects.select_for_update().get(pk=doubt.pk)
    settled, new = DoubtSettled.objects.get_or_create(
        doubt=doubt, defaults={"found": found, "by": by, "at": at}
    )
    if not new:
        raise SettledAlready
    if found == Found.ARRIVED and not Dispatch.objects.filter(message=message).exists():
        dispatch_of(message, doubt.channel, Receipt.SAID, doubt.words, at=at)
    if found == Found.AGAIN:
        say_again(message, at=at)
    return settled


def say_again(message: Message, *, at: datetime) -> Message:
    """The same once more, as a message of its own; every gate is asked anew."""
    if message.not_after <= at:
        raise TooLateToSay
    kept = ("patient", "clinic", "contact_point", "purpose", "saying", "fields")
    about = ("language", "about", "about_id", "about_at", "not_after", "urgent_by")
    again = Message(**{name: getattr(message, name) for name in (*kept, *about)})
    again.not_before = again.made_at = at
    again.again_of = message
    with refusing({"message_once": SettledAlready}):
        again.save(force_insert=True)
    if urgent := Urgent.objects.filter(message=message).first():
        Urgent.objects.create(message=again, why=urgent.why)
    return again
