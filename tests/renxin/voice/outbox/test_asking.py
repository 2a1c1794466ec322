"""Carriers that answer garbage, 200 after we hung up, or never: nothing goes twice."""

import socket
import threading
from datetime import timedelta

import pytest

from renxin.voice import wire
from renxin.voice.channels.aliyun import Aliyun
from renxin.voice.models import Dispatch, Doubt
from renxin.voice.outbox import sending
from renxin.voice.rehearsal.profiles import Profile
from renxin.voice.rehearsal.server import Carrier
from tests.cast import NOON

LATER = NOON + timedelta(minutes=3)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(wire, "SECONDS", 0.2)


def account(address):
    settings = {"access_key_id": "id", "sign_name": "东院", "endpoint": address}
    return Aliyun(settings, {"access_key_secret": "quiet"}, needs_template=False)


def send(message, by, at=NOON):
    return sending.send(message.pk, now=lambda: at, by=by)


@pytest.mark.parametrize("mishap", ["slow", "garbles", "fails", "resets"])
def test_what_was_taken_without_a_clear_answer_is_asked_for_and_not_sent_again(
    message, mishap
):
    carrier = Carrier(Profile(**{mishap: 1.0}, gives_up_in=0.4)).open()
    way = account(f"{carrier.address}/aliyun")

    assert not send(message, way)
    assert not Dispatch.objects.exists()  # and no list calls it sent
    send(message, way, LATER)
    assert Dispatch.objects.get().message == message

    assert carrier.books.counts() == {str(message.out_id): 1}
    carrier.shutdown()
    carrier.server_close()


def test_who_never_answers_is_waited_for_and_a_person_decides(message, deaf):
    way = account(deaf)
    for hours in (0, 1, 2, 3, 4):
        assert not send(message, way, LATER + timedelta(hours=hours))

    assert Doubt.objects.open().get().message == message
    assert not Dispatch.objects.exists()


@pytest.fixture
def deaf():
    """It takes the line, and says nothing ever."""
    ear = socket.create_server(("127.0.0.1", 0))
    lines = []

    def listen():
        while True:
            try:
                lines.append(ear.accept()[0])
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{ear.getsockname()[1]}/aliyun"
    ear.close()
    for line in lines:
        line.close()
