"""Handing messages over: never lost, and never silently twice.

Messages are taken in hand for a while, weighed, and handed over under our own
numbers. Any answer but a clear yes leaves one in hand; when that time is over the
channel is asked what it knows before anything is tried again. What only advertises
is never tried again once its fate is uncertain.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from renxin.voice import channels
from renxin.voice.channels import Channel
from renxin.voice.models import Message
from renxin.voice.outbox import asking, taking
from renxin.voice.outbox.deciding import decide
from renxin.voice.outbox.line import OnTheLine
from renxin.voice.outbox.settling import settle

Clock = Callable[[], datetime]
Taken = Callable[[int], list[Message]]
# So many in hand together; others are taken up when half of them have answered.
IN_HAND = 200
# A run of the minute leaves off in time for the next.
LASTS = timedelta(seconds=50)


def send_due(
    *,
    now: Clock,
    lasts: timedelta = LASTS,
    ways: Sequence[Channel] | None = None,
) -> int:
    """Everything whose time has come, the longest due first."""
    ways = list(channels.in_use() if ways is None else ways)
    ends = now() + lasts

    def taken(most: int) -> list[Message]:
        at = now()
        return taking.take(None, most=most, at=at) if at < ends else []

    return _all(taken, ways, now=now) if ways else 0


def send(pk: int, *, now: Clock, by: Channel | None = None) -> bool:
    """Hand one message over, if it is due and may be; whether it went out."""
    ways = [by] if by else channels.in_use()
    batch = taking.take([pk], most=1, at=now()) if ways else []

    def taken(_most: int) -> list[Message]:
        return [batch.pop()] if batch else []

    return bool(_all(taken, ways, now=now))


def _all(taken: Taken, ways: Sequence[Channel], *, now: Clock) -> int:
    """Take up, ask, weigh, hand over and write down, until nothing is left to take."""
    went, free = 0, list[Message]()
    with OnTheLine(now) as line:
        while True:
            batch = taken(IN_HAND - len(line)) if len(line) <= IN_HAND // 2 else []
            if not (batch or free or line):
                return went
            at = now()
            fresh, known = asking.sorted_out(batch, ways, at=at)
            line.ask(known)
            line.hand_over(decide([*free, *fresh], ways, at=at))
            handed, answers = line.heard()
            went += settle(handed, at=now())
            free = asking.cleared(answers, at=now())
