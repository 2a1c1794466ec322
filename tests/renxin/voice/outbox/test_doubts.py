from datetime import timedelta

import pytest

from renxin.voice.kinds import Found, Receipt
from renxin.voice.models import Dispatch, Doubt, Message
from renxin.voice.outbox import doubts, sending
from tests.cast import NOON

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def doubt(message):
    Message.objects.update(ended_at=LATER, tries=2, channel="gateway")
    return Doubt.objects.create(message=message, channel="gateway", words="…", at=LATER)


def test_somebody_found_out_that_it_arrived(doubt, greeter_lin):
    doubts.decide(doubt, Found.ARRIVED, by=greeter_lin, at=LATER)

    assert Dispatch.objects.get().receipt == Receipt.SAID


def test_sent_again_it_is_weighed_anew_under_another_number(
    doubt, message, gateway, greeter_lin
):
    doubts.decide(doubt, Found.AGAIN, by=greeter_lin, at=LATER)
    again = Message.objects.waiting().get()

    assert again.out_id != message.out_id
    assert sending.send(again.pk, now=lambda: LATER, by=gateway)
    assert again.again_of == message


def test_what_is_over_is_not_said_again(doubt, greeter_lin):
    with pytest.raises(doubts.TooLateToSay):
        doubts.decide(doubt, Found.AGAIN, by=greeter_lin, at=NOON + timedelta(hours=21))


def test_it_is_decided_once(doubt, greeter_lin):
    doubts.decide(doubt, Found.LEFT, by=greeter_lin, at=LATER)

    with pytest.raises(doubts.SettledAlready):
        doubts.decide(doubt, Found.ARRIVED, by=greeter_lin, at=LATER)
    assert not Dispatch.objects.exists()
