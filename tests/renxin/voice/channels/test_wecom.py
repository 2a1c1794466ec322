import base64
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from renxin.voice import tokens, wire
from renxin.voice.channels import Heard, wecom
from renxin.voice.channels.wecom import callback
from renxin.voice.hooked import Call, Forged, Written
from tests.renxin.voice.channels.conftest import always


@pytest.fixture(autouse=True)
def no_token():
    tokens.forget("wecom corp")


def account(address):
    settings = {"corp_id": "corp", "sender": "linxi", "endpoint": f"{address}/wecom"}
    return wecom.WeCom(settings, {"secret": "quiet"})


def test_it_is_laid_before_the_member_with_a_token_asked_for_once(carrier, letter):
    opened = carrier()
    to_her = replace(letter, to="wmfang")

    answers = [account(opened.address).send(to_her) for _ in range(2)]

    assert {one.heard for one in answers} == {Heard.YES}
    assert len(opened.books.of("wmfang")) == 2


def test_without_a_token_nothing_left_the_house(letter):
    with pytest.raises(wire.NotReached):
        account("http://127.0.0.1:9").send(letter)


def test_a_busy_platform_tells_nothing(carrier, letter):
    with pytest.raises(wire.Garbled):
        account(carrier(always("busy")).address).send(letter)


@pytest.mark.parametrize(
    ("told", "heard", "bad"),
    [
        ({"errcode": 0, "msgid": "9"}, Heard.YES, False),
        ({"errcode": 0, "fail_list": ["wmfang"]}, Heard.NO, True),
        ({"errcode": -1}, Heard.UNKNOWN, False),
        ({"errcode": 41063}, Heard.NO, False),
        ({}, Heard.UNKNOWN, False),
    ],
)
def test_each_answer_is_read_for_what_it_is(told, heard, bad):
    answer = wecom._answer(told.get("errcode"), told, "wmfang")

    assert (answer.heard, answer.bad_number) == (heard, bad)


def test_the_platform_is_asked_by_its_number_whether_the_member_sent_it(
    carrier, letter, question
):
    opened = carrier()
    answer = account(opened.address).send(replace(letter, to="wmfang"))
    asked = replace(question, to="wmfang", outside_id=answer.outside_id)

    assert account(opened.address).ask(asked).receipt == "DELIVERED"
    unknown = account(opened.address).ask(replace(question, to="wmfang"))
    assert unknown.heard is Heard.UNKNOWN


KEY = base64.b64encode(b"k" * 32).decode().rstrip("=")
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
OUTLET = SimpleNamespace(
    settings={"corp_id": "corp"},
    secrets=lambda: {"token": "a-token-of-our-own", "aes_key": KEY},
)
LEFT = (
    "<xml><Event>change_external_contact</Event>"
    "<ChangeType>del_follow_user</ChangeType>"
    "<ExternalUserID>wmfang</ExternalUserID></xml>"
)
SAID = (
    "<xml><FromUserName>wmfang</FromUserName><MsgType>text</MsgType>"
    "<Content><![CDATA[退订]]></Content><MsgId>7</MsgId></xml>"
)


def sealed(text, corp="corp"):
    told = text.encode()
    whole = b"r" * 16 + struct.pack(">I", len(told)) + told + corp.encode()
    pad = 32 - len(whole) % 32
    closing = Cipher(algorithms.AES(b"k" * 32), modes.CBC(b"k" * 16)).encryptor()
    done = closing.update(whole + bytes([pad]) * pad) + closing.finalize()
    return base64.b64encode(done).decode()


TOKEN = "a-token-of-our-own"


def called(text, *, at=NOW, token=TOKEN, corp="corp", echo=False):
    inside, stamp = sealed(text, corp), str(int(at.timestamp()))
    proof = callback.signature(token, stamp, "n", inside)
    query = {"timestamp": stamp, "nonce": "n", "msg_signature": proof}
    if echo:
        return Call(b"", query | {"echostr": inside})
    return Call(f"<xml><Encrypt>{inside}</Encrypt></xml>".encode(), query)


def heard(text, **told):
    return wecom.heard(called(text, **told), OUTLET, at=NOW)


def test_what_is_sealed_for_us_is_heard():
    assert heard(SAID).replies == (Written("wmfang", "退订", "7"),)
    assert heard(LEFT).gone == ("wmfang",)
    assert heard("<xml><Event>enter_agent</Event></xml>") == heard("<xml/>")


def test_the_address_is_proved_to_the_platform():
    assert heard("e", echo=True).answer == b"e"


@pytest.mark.parametrize(
    "told",
    [
        {"token": "guessed"},
        {"at": NOW - timedelta(minutes=6)},
        {"at": NOW + timedelta(minutes=6)},
        {"corp": "another"},
    ],
)
def test_a_forged_call_an_old_one_and_another_houses_are_not_heard(told):
    with pytest.raises(Forged):
        heard(SAID, **told)


@pytest.mark.parametrize("body", [b"<xml>", b"\xff", b"<!DOCTYPE x><xml/>", b"<xml/>"])
def test_rubbish_is_not_read(body):
    with pytest.raises(Forged):
        wecom.heard(Call(body, {"timestamp": "1"}), OUTLET, at=NOW)


def test_a_no_in_its_own_words_is_a_clear_no(carrier, letter):
    opened = carrier(always("refuses"))

    answer = account(opened.address).send(letter)

    assert (answer.heard, answer.bad_number) == (Heard.NO, False)
    assert opened.books.counts() == {}
