import json
from datetime import UTC, datetime

import pytest

from renxin.voice import wire
from renxin.voice.channels import Heard, aliyun
from renxin.voice.channels.aliyun.signature import authorization
from renxin.voice.hooked import Call, Told, Written
from tests.renxin.voice.channels.conftest import NUMBER, OUT_ID, always

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def account(address):
    settings = {"access_key_id": "id", "sign_name": "东院"}
    settings["endpoint"] = f"{address}/aliyun"
    return aliyun.Aliyun(settings, {"access_key_secret": "secret"})


def test_the_signature_is_the_one_of_the_published_example():
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": (
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    query = (
        "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
        "&RegionId=cn-shanghai"
    )

    proof = authorization(
        query, headers, key="YourAccessKeyId", secret="YourAccessKeySecret"
    )

    assert proof.endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_a_yes_brings_their_number_and_our_own_is_with_them(carrier, letter, question):
    opened = carrier()

    answer = account(opened.address).send(letter)

    assert answer.heard is Heard.YES
    assert answer.outside_id
    assert opened.books.counts() == {OUT_ID: 1}
    told = opened.books.of(NUMBER.removeprefix("+86"))[0].words
    assert json.loads(told) == {"clinic": "东院", "name": "王*"}
    assert account(opened.address).ask(question).receipt == "DELIVERED"


@pytest.mark.parametrize("mishap", ["busy", "fails", "resets", "garbles"])
def test_whatever_is_no_clear_answer_tells_nothing(carrier, letter, mishap):
    opened = carrier(always(mishap))

    try:
        heard = account(opened.address).send(letter).heard
    except (OSError, ValueError):
        heard = Heard.UNKNOWN

    assert heard is Heard.UNKNOWN


def test_what_they_never_heard_of_is_a_no(carrier, question):
    assert account(carrier().address).ask(question).heard is Heard.NO


@pytest.mark.parametrize(
    "address",
    [
        "http://dysmsapi.aliyuncs.com",
        "https://dysmsapi.aliyuncs.com.evil.example",
        "https://127.0.0.1@evil.example",
        "https://10.0.0.1",
        "http://0x7f.1",
        "http://[::ffff:127.0.0.1]",
        "http://localhost",
        "file:///etc/passwd",
        "https://dysmsapi.aliyuncs.com:8443",
    ],
)
def test_messages_go_to_the_carrier_and_nowhere_else(address):
    with pytest.raises(wire.NotAnAddress):
        wire.checked(address, aliyun.HOSTS)


def test_receipts_and_replies_are_read_as_they_come():
    receipts = [
        {"phone_number": "13812342207", "success": True, "err_code": "DELIVERED",
         "out_id": OUT_ID, "biz_id": "9"},
        {"phone_number": "13812342207", "success": False, "err_code": "MK:0001",
         "out_id": OUT_ID},
    ]  # fmt: skip
    said = [{"phone_number": "13812342207", "content": "退订", "sequence_id": 7}]
    for line in receipts + said:
        line["send_time"] = "2026-03-02 11:59:30"

    def heard(told):
        return aliyun.heard(Call(json.dumps(told).encode(), {}), None, at=NOW)

    assert heard(receipts).reports == (
        Told("DELIVERED", OUT_ID, code="DELIVERED"),
        Told("FAILED", OUT_ID, code="MK:0001"),
    )
    assert heard(said).replies == (Written(NUMBER, "退订", "7"),)


def test_a_no_in_its_own_words_is_a_clear_no(carrier, letter):
    opened = carrier(always("refuses"))

    answer = account(opened.address).send(letter)

    assert (answer.heard, answer.bad_number) == (Heard.NO, False)
    assert opened.books.counts() == {}
