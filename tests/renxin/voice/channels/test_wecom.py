from dataclasses import replace

import pytest

from renxin.voice import tokens, wire
from renxin.voice.channels import Heard, wecom
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
