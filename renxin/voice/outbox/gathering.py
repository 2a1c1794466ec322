"""Asking channels how far messages came that they said nothing more about."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models

from renxin.voice import channels
from renxin.voice.channels import Heard
from renxin.voice.hooked import Told
from renxin.voice.kinds import Receipt
from renxin.voice.models import Dispatch, Doubt
from renxin.voice.outbox.asking import asked
from renxin.voice.outbox.reports import tell

AT_ONCE = 100
FIRST, AGAIN, GIVEN_UP = timedelta(minutes=3), timedelta(hours=1), timedelta(days=2)


def gather(*, now: Callable[[], datetime]) -> int:
    """Ask about what went out a while ago, each time later; how many were told."""
    at, told = now(), 0
    ways = {one.name: one for one in channels.in_use()}
    unknown = Dispatch.objects.filter(
        models.Q(asked_at=None) | models.Q(asked_at__lt=at - AGAIN),
        channel__in=ways,
        receipt=Receipt.ACCEPTED,
        at__range=(at - GIVEN_UP, at - FIRST),
    )
    whole = unknown.select_related("message__contact_point").order_by("at")
    for dispatch in whole[:AT_ONCE]:
        answer = asked(ways[dispatch.channel], dispatch.message)
        Dispatch.objects.filter(pk=dispatch.pk).update(asked_at=at)
        if answer.heard is Heard.YES and answer.receipt:
            one = Told(answer.receipt, str(dispatch.message.out_id), code=answer.code)
            told += tell(dispatch.channel, one, at=now())
    return told + _wonder(ways, at=at)


def _wonder(ways: dict[str, channels.Channel], *, at: datetime) -> int:
    """What nobody knew may be known by now."""
    told = 0
    open_still = Doubt.objects.open().filter(channel__in=ways, at__gt=at - GIVEN_UP)
    for doubt in open_still.select_related("message__contact_point")[:AT_ONCE]:
        answer = asked(ways[doubt.channel], doubt.message)
        if answer.heard is Heard.YES:
            one = Told(answer.receipt or Receipt.ACCEPTED, str(doubt.message.out_id))
            told += tell(doubt.channel, one, at=at)
    return told
