from datetime import timedelta

import pytest

from renxin.voice import channels
from renxin.voice.channels import Answer, Heard
from renxin.voice.kinds import Receipt
from renxin.voice.models import Dispatch, Doubt
from renxin.voice.outbox import gathering, sending
from tests.cast import NOON

SOON = NOON + timedelta(minutes=4)


@pytest.fixture
def in_use(gateway, monkeypatch):
    monkeypatch.setattr(channels, "in_use", lambda: [gateway])
    return gateway


@pytest.fixture
def sent(message, in_use):
    sending.send(message.pk, now=lambda: NOON)
    return message


def gather(at):
    return gathering.gather(now=lambda: at)


def test_a_channel_that_cannot_call_us_is_asked_how_far_it_came(sent, in_use):
    in_use.ask = lambda _question: Answer(Heard.YES, receipt=Receipt.DELIVERED)

    assert gather(SOON) == 1
    assert Dispatch.objects.get().receipt == Receipt.DELIVERED


def test_it_is_given_time_and_then_asked_once_an_hour(sent, in_use):
    questions = []
    in_use.ask = lambda question: questions.append(question) or Answer(Heard.YES)

    for minutes in (1, 4, 30, 63, 65):
        gather(NOON + timedelta(minutes=minutes))

    assert len(questions) == 2  # after four minutes, and an hour later


def test_one_that_does_not_answer_tells_nothing_and_is_asked_again(sent, in_use):
    def silent(_question):
        raise TimeoutError

    in_use.ask = silent

    assert gather(SOON) == 0
    assert Dispatch.objects.get().receipt == Receipt.ACCEPTED


def test_what_nobody_knew_may_be_known_later(message, in_use):
    in_use.answers = [TimeoutError()]
    in_use.knows[str(message.out_id)] = Heard.UNKNOWN
    for hours in (0, 1, 3):
        at = NOON + timedelta(hours=hours)
        sending.send(message.pk, now=lambda: at)  # noqa: B023
    assert Doubt.objects.open().exists()

    in_use.knows[str(message.out_id)] = Heard.YES
    gather(NOON + timedelta(hours=4))

    assert not Doubt.objects.open().exists()
    assert Dispatch.objects.get().receipt == Receipt.ACCEPTED
