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
from renxin.voice.models import Line, Message, Outlet
from renxin.voice.outbox import policy, sending, subjects
from renxin.voice.outbox.clock import house_clock
from renxin.voice.rehearsal.profiles import Profile
from renxin.voice.rehearsal.server import Carrier
from tests.faults.figures import found

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 60
FEW = 2


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


def reached(carrier):
    """What truly came to the phones, beside what was meant to."""
    came = outbox.came(dict(carrier.books.counts()))
    # Given up is not lost, for a list says so; nor may it be where all of them end.
    assert came.given_up <= FEW
    told = {"lost": came.lost, "doubled": came.extra}
    return told | {"not_to_be_said": came.ineligible}


def test_killed_workers_and_a_bad_carrier_lose_nothing_and_double_nothing(through):
    carrier = through(NASTY)

    send_all(ours, Run(workers=2, kills=4, apart_s=0.4))

    found("FI-03", messages=MANY, workers=2, kills=4, **reached(carrier))


def test_a_worker_frozen_past_its_time_sends_nothing_that_another_sent(through):
    carrier = through(Profile(answers_in=0.1), many=160)
    short = timedelta(seconds=2)
    outbox.hurry(replace(outbox.IN_A_HURRY, held_for=short, margin=short / 4))

    send_all(ours, Run(workers=2, freezes=1, apart_s=0.25, frozen_s=2.5))

    found("FI-04", messages=160, workers=2, freezes=1, **reached(carrier))


def test_while_the_carrier_is_gone_nobody_waits_and_when_it_is_back_the_outbox_drains(
    hurried,
):
    clinic, _staff = outbox.furnish("http://127.0.0.1:9/aliyun")
    outbox.fill(clinic, MANY)

    sending.send_due(now=house_clock())

    assert Line.objects.get().shut_until is not None
    in_vain = Message.objects.waiting().filter(tries__gt=0).count()
    assert Message.objects.waiting().count() == MANY - MANY // outbox.ONE_IN

    carrier = Carrier(Profile()).open()
    comes_back(f"{carrier.address}/aliyun")
    send_all(ours, Run(workers=2))
    told = reached(carrier)
    carrier.shutdown()
    carrier.server_close()

    found("FI-15", messages=MANY, tried_in_vain=in_vain, **told)


def comes_back(address):
    """As after the pauses in which nobody tried."""
    outlet = Outlet.objects.get()
    outlet.settings["endpoint"] = address
    outlet.save()
    Line.objects.update(shut_until=None)
    Message.objects.waiting().update(held_until=None)
