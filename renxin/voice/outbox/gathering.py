"""Asking channels how far messages came that they said nothing more about."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import models

from renxin.voice import channels
from renxin.voice.channels import Channel, Heard
from renxin.voice.hooked import Told
from renxin.voice.kinds import Receipt
from renxin.voice.models import Dispatch, Doubt
from renxin.voice.outbox.asking import Asked, Open, question_of
from renxin.voice.outbox.line import OnTheLine
from renxin.voice.outbox.reports import tell

AT_ONCE = 1_000
FIRST, AGAIN, GIVEN_UP = timedelta(minutes=3), timedelta(hours=1), timedelta(days=2)
Clock = Callable[[], datetime]


def gather(*, now: Clock) -> int:
    """Ask about what went out a while ago, each time later; how many were told."""
    ways = {one.name: one for one in channels.in_use()}
    return _reported(ways, now=now) + _wondered(ways, now=now)


def _reported(ways: dict[str, Channel], *, now: Clock) -> int:
    at = now()
    unknown = Dispatch.objects.filter(
        models.Q(asked_at=None) | models.Q(asked_at__lt=at - AGAIN),
        channel__in=ways,
        receipt=Receipt.ACCEPTED,
        at__range=(at - GIVEN_UP, at - FIRST),
    )
    rows = unknown.select_related(
        "message__contact_point", "message__went_to"
    ).order_by("at")
    asked = [_open(one, ways) for one in rows[:AT_ONCE]]
    told = 0
    for answers in _heard(asked, now=now):
        keys = [one.message.pk for one in answers]
        Dispatch.objects.filter(pk__in=keys).update(asked_at=at)
        # That it was taken is known already.
        told += sum(_told(one, at=now()) for one in answers if one.answer.receipt)
    return told


def _wondered(ways: dict[str, Channel], *, now: Clock) -> int:
    """What nobody knew may be known by now."""
    open_still = Doubt.objects.open().filter(channel__in=ways, at__gt=now() - GIVEN_UP)
    rows = open_still.select_related(
        "message__contact_point", "message__went_to"
    ).order_by("at")
    asked = [_open(one, ways) for one in rows[:AT_ONCE]]
    return sum(
        _told(one, at=now()) for answers in _heard(asked, now=now) for one in answers
    )


def _open(of: Dispatch | Doubt, ways: dict[str, Channel]) -> Open:
    number = of.outside_id if isinstance(of, Dispatch) else ""
    return Open(of.message, ways[of.channel], question_of(of.message, number))


def _heard(asked: Iterable[Open], *, now: Clock) -> Iterator[list[Asked]]:
    with OnTheLine(now) as line:
        line.ask(asked)
        while line:
            yield line.heard()[1]


def _told(one: Asked, *, at: datetime) -> bool:
    if one.channel is None or one.answer.heard is not Heard.YES:
        return False
    receipt = one.answer.receipt or Receipt.ACCEPTED
    told = Told(receipt, str(one.message.out_id), code=one.answer.code)
    return tell(one.channel.name, told, at=at)
