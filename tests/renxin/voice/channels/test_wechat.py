import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from renxin.voice import tokens
from renxin.voice.channels import Heard, wechat
from renxin.voice.hooked import Call, Forged, Told, Written
from tests.renxin.voice.channels.conftest import OUT_ID, always

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TOKEN = "a-token-of-our-own"
OUTLET = SimpleNamespace(secrets=lambda: {"token": TOKEN})
FINISHED = (
    "<xml><MsgType>event</MsgType><Event>TEMPLATESENDJOBFINISH</Event>"
    "<MsgID>9</MsgID><Status>{status}</Status></xml>"
)
SAID = (
    "<xml><FromUserName>ofang</FromUserName><MsgType>text</MsgType>"
    "<Content><![CDATA[退订]]></Content><MsgId>7</MsgId></xml>"
)


def call(body, at=NOW, token=TOKEN):
    stamp = str(int(at.timestamp()))
    whole = "".join(sorted((token, stamp, "n")))
    proof = hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
    query = {"timestamp": stamp, "nonce": "n", "signature": proof, "echostr": "e"}
    return Call(body.encode(), query)


def heard(body, **told):
    return wechat.heard(call(body, **told), OUTLET, at=NOW)


def account(address):
    tokens.forget("wechat app")
    settings = {"app_id": "app", "endpoint": f"{address}/wechat"}
    return wechat.WeChat(settings, {"secret": "quiet", "token": TOKEN})


def test_a_notice_carries_our_own_number(carrier, letter):
    opened = carrier()

    answer = account(opened.address).send(replace(letter, to="ofang"))

    assert answer.heard is Heard.YES
    assert opened.books.counts() == {OUT_ID.replace("-", ""): 1}


def test_a_no_in_its_own_words_is_a_clear_no(carrier, letter):
    opened = carrier(always("refuses"))

    answer = account(opened.address).send(letter)

    assert (answer.heard, answer.bad_number) == (Heard.NO, False)
    assert opened.books.counts() == {}


@pytest.mark.parametrize(
    ("status", "receipt"),
    [("success", "DELIVERED"), ("failed:user block", "FAILED")],
)
def test_how_it_ended_is_told_by_the_platforms_own_number(status, receipt):
    found = heard(FINISHED.format(status=status))

    assert found.reports == (Told(receipt, outside_id="9", code=status),)


def test_what_they_write_is_a_reply():
    assert heard(SAID).replies == (Written("ofang", "退订", "7"),)


def test_the_address_is_proved_to_the_platform():
    assert heard("").answer == b"e"


@pytest.mark.parametrize(
    "told",
    [{"token": "guessed"}, {"at": NOW - timedelta(minutes=6)}],
)
def test_a_forged_call_and_an_old_one_are_not_heard(told):
    with pytest.raises(Forged):
        heard(SAID, **told)


@pytest.mark.parametrize("body", ['<!DOCTYPE x [<!ENTITY a "aa">]><xml/>', "<xml>"])
def test_a_bomb_and_rubbish_are_not_read(body):
    with pytest.raises(Forged):
        heard(body)
