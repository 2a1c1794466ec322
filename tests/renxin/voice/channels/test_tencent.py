import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from renxin.voice.channels import Heard, tencent
from renxin.voice.channels.tencent.signature import authorization
from renxin.voice.hooked import Call, Told, Written
from tests.renxin.voice.channels.conftest import NUMBER, OUT_ID, always

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def account(address):
    settings = {"secret_id": "id", "app_id": "1400", "sign_name": "东院"}
    settings |= {"region": "ap-guangzhou", "endpoint": f"{address}/tencent"}
    return tencent.Tencent(settings, {"secret_key": "secret"})


def test_the_signature_is_the_one_of_the_published_example():
    body = (
        b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"],'
        b' "Name": "instance-name"}]}'
    )

    proof = authorization(
        "cvm.tencentcloudapi.com",
        body,
        1551113065,
        key="AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        secret="Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
        service="cvm",
    )

    assert proof.endswith(
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_a_yes_brings_their_number_by_which_it_is_asked_for(carrier, letter, question):
    opened = carrier()

    answer = account(opened.address).send(letter)

    assert answer.heard is Heard.YES
    known = replace(question, outside_id=answer.outside_id)
    assert account(opened.address).ask(known).receipt == "DELIVERED"


def test_where_their_number_was_lost_nobody_can_tell(carrier, question):
    assert account(carrier().address).ask(question).heard is Heard.UNKNOWN


@pytest.mark.parametrize("mishap", ["busy", "fails", "resets", "garbles"])
def test_whatever_is_no_clear_answer_tells_nothing(carrier, letter, mishap):
    opened = carrier(always(mishap))

    try:
        heard = account(opened.address).send(letter).heard
    except (OSError, ValueError):
        heard = Heard.UNKNOWN

    assert heard is Heard.UNKNOWN


def test_receipts_and_replies_are_read_as_they_come():
    def heard(told):
        return tencent.heard(Call(json.dumps(told).encode(), {}), None, at=NOW)

    receipts = [{"report_status": "SUCCESS", "sid": "9", "errmsg": "DELIVRD"}]
    receipts[0]["user_receive_time"] = "2026-03-02 11:59:30"
    said = {
        "nationcode": "86",
        "mobile": "13812342207",
        "text": "R",
        "time": int(NOW.timestamp()),
    }

    assert heard(receipts).reports == (
        Told("DELIVERED", outside_id="9", code="DELIVRD"),
    )
    assert heard(said).replies[0] == Written(NUMBER, "R", f"{NUMBER} {said['time']}")
    assert OUT_ID not in str(heard(receipts))


def test_a_no_in_its_own_words_is_a_clear_no(carrier, letter):
    opened = carrier(always("refuses"))

    answer = account(opened.address).send(letter)

    assert (answer.heard, answer.bad_number) == (Heard.NO, False)
    assert opened.books.counts() == {}
