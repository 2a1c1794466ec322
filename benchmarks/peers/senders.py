"""Three ways of sending what is due, by workers that are killed while they do.

Two are what most programs do: mark it sent and then send it, or send it and mark it
then, and try again whatever did not say yes.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException

from django.db import connections, transaction

from renxin.voice import channels
from renxin.voice.channels import Channel, Heard, Letter
from renxin.voice.models import Message
from renxin.voice.outbox import sending
from renxin.voice.outbox.clock import house_clock
from renxin.voice.outbox.speaking import spoken
from renxin.voice.wordings.filling import SECRET

AT_ONCE = 50
# As long as the rows of a naive worker stay its own.
CLAIMED = timedelta(seconds=2)
LOOKS_EVERY_S = 0.1
Side = Callable[[], int]


def ours() -> int:
    return sending.send_due(now=house_clock())


def mark_first() -> int:
    now, ways = house_clock(), channels.in_use()
    with transaction.atomic():
        claimed = _claimed()
        Message.objects.filter(pk__in=[one.pk for one in claimed]).update(
            ended_at=now()
        )
    for message in claimed:
        _say(message, ways[0])
    return len(claimed)


def mark_last() -> int:
    now, ways = house_clock(), channels.in_use()
    with transaction.atomic():
        claimed = _claimed()
        keys = [one.pk for one in claimed]
        Message.objects.filter(pk__in=keys).update(held_until=now() + CLAIMED)
    for message in claimed:
        if _say(message, ways[0]):
            Message.objects.filter(pk=message.pk).update(ended_at=now())
    return len(claimed)


def _claimed() -> list[Message]:
    due = Message.objects.due(at=house_clock()()).select_for_update(
        of=("self",), skip_locked=True
    )
    return list(due.select_related("contact_point", "clinic")[:AT_ONCE])


def _say(message: Message, way: Channel) -> bool:
    words = spoken(message, message.not_before)
    point = message.contact_point
    if words is None or point is None:
        return True
    secret = dict.fromkeys(SECRET, "")
    letter = Letter(
        str(message.out_id),
        point.value,
        words.kept,
        message.saying,
        template="SMS_1",
        blanks=words.blanks,
        values=words.values | secret,
    )
    try:
        return way.send(letter).heard is Heard.YES
    except (OSError, HTTPException, ValueError):
        return False


SIDES: dict[str, Side] = {
    "ours": ours,
    "mark, then send": mark_first,
    "send, then mark": mark_last,
}


@dataclass(frozen=True)
class Run:
    """How many work at it, and how many of them are killed, or frozen, meanwhile."""

    workers: int
    kills: int = 0
    apart_s: float = 0.4
    freezes: int = 0
    frozen_s: float = 0.0


def send_all(side: Side, run: Run, *, seed: int = 1) -> float:
    """Until nothing waits; how long it took, in seconds."""
    connections.close_all()
    began, chance = time.monotonic(), random.Random(seed)  # noqa: S311
    alive = {_forked(side) for _ in range(run.workers)}
    kills, freezes = run.kills, run.freezes
    next_at = began + run.apart_s
    while alive:
        for pid in [one for one in alive if _has_ended(one)]:
            alive.remove(pid)
        if alive and time.monotonic() >= next_at and (kills or freezes):
            victim = chance.choice(sorted(alive))
            next_at = time.monotonic() + run.apart_s
            if kills:
                kills -= 1
                os.kill(victim, signal.SIGKILL)
                os.waitpid(victim, 0)
                alive.remove(victim)
                alive.add(_forked(side))
            else:
                freezes -= 1
                os.kill(victim, signal.SIGSTOP)
                time.sleep(run.frozen_s)
                os.kill(victim, signal.SIGCONT)
        time.sleep(0.02)
    return time.monotonic() - began


def _has_ended(pid: int) -> bool:
    done, status = os.waitpid(pid, os.WNOHANG)
    if done and status:
        raise ChildProcessError(status)
    return bool(done)


def _forked(side: Side) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        while Message.objects.waiting().exists():
            if not side():
                time.sleep(LOOKS_EVERY_S)
        status = 0
    finally:
        connections.close_all()
        sys.stdout.flush()
        os._exit(status)
