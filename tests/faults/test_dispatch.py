"""FI-03, FI-04, FI-15: workers die or freeze, the carrier misbehaves or is gone.

Nothing due is lost, nothing reaches a phone twice, and nothing that may not be said
any more is said.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections

from benchmarks.peers import outbox
from benchmarks.peers.bad import NASTY
from benchmarks.peers.senders import Run, ours, send_all
from renxin.voice import wire
from renxin.voice.models import Line, Message
from renxin.voice.outbox import policy, sending, subjects
from renxin.voice.outbox.clock import house_clock
from renxin.voice.rehearsal.profiles import Profile
from renxin.voice.rehearsal.server import Carrier

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 60


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(policy, "sending", policy.sending)
    monkeypatch.setattr(wire, "SECONDS", wire.SECONDS)
    monkeypatch.setitem(subjects.standings, outbox.ABOUT, None)
    outbox.hurry()
    yield
    connections.close_all()


@pytest.fixture
def through(hurried):
    """A carrier of this manner, and the outbox full of messages for it."""
    opened = []

    def through(profile, many=MANY):
        opened.append(Carrier(profile).open())
        clinic, _staff = outbox.furnish(f"{opened[-1].address}/aliyun")
        outbox.fill(clinic, many)
        return opened[-1]

    yield through
    for one in opened:
        one.shutdown()
        one.server_close()


def test_killed_workers_and_a_bad_carrier_lose_nothing_and_double_nothing(through):
    carrier = through(NASTY)

    send_all(ours, Run(workers=2, kills=4, apart_s=0.4))

    came = outbox.came(dict(carrier.books.counts()))
    assert (came.lost, came.extra, came.ineligible) == (0, 0, 0)


def test_a_worker_frozen_past_its_time_sends_nothing_that_another_sent(through):
    carrier = through(Profile(answers_in=0.1), many=160)
    short = timedelta(seconds=2)
    outbox.hurry(replace(outbox.IN_A_HURRY, held_for=short, margin=short / 4))

    send_all(ours, Run(workers=2, freezes=1, apart_s=0.25, frozen_s=2.5))

    came = outbox.came(dict(carrier.books.counts()))
    assert (came.lost, came.extra, came.ineligible) == (0, 0, 0)


def test_while_the_carrier_is_gone_nobody_waits_for_it_and_the_outbox_stays(hurried):
    clinic, _staff = outbox.furnish("http://127.0.0.1:9/aliyun")
    outbox.fill(clinic, MANY)

    sending.send_due(now=house_clock())

    line = Line.objects.get()
    assert line.shut_until is not None
    assert not Message.objects.waiting().filter(tries__gt=0).exists()
    assert Message.objects.waiting().count() == MANY - MANY // outbox.ONE_IN
