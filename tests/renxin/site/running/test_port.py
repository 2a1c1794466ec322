import socket

import pytest

from renxin.site.running import port


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind((port.ADDRESS, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_free_one(taken):
    assert not port.is_free(taken)
    assert port.first_free(taken) > taken


def test_a_free_port_is_kept(taken):
    found = port.first_free(taken)

    assert port.first_free(found) == found


@pytest.mark.parametrize("text", ["none", "0", "65536", "-1", "80 00"])
def test_a_port_that_is_no_port_is_refused_by_name(text, monkeypatch):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(port.NoPort, match=text):
        port.wanted()


@pytest.mark.parametrize(("text", "number"), [("", 8000), ("9001", 9001)])
def test_the_usual_port_is_8000(text, number, monkeypatch):
    monkeypatch.setenv("PORT", text)

    assert port.wanted() == number
