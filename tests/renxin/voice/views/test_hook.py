import json
import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.staff.roles import Role
from renxin.voice.kinds import Receipt
from renxin.voice.models import Dispatch, Message, Outlet, Reply, Stop
from renxin.voice.models.outlet import Typed
from tests.cast import NOON, employed, signed_in

SECRET = "quiet-morning-in-march"
ALIYUN = {
    "access_key_id": "id",
    "sign_name": "东院",
    "endpoint": "https://dysmsapi.aliyuncs.com",
}


@pytest.fixture
def outlet(dongyuan):
    admin = employed("admin", "钟秀", Role.SYSTEM_ADMIN, None)
    typed = Typed("aliyun", ALIYUN, {"access_key_secret": SECRET}, is_on=True)
    made = Outlet.set_up(typed, by=admin, at=timezone.now())
    made.key = made.new_hook(by=admin, at=timezone.now())
    return made


def there(ago=timedelta(0)):
    moment = timezone.now() - ago
    return f"{moment.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M:%S}"


@pytest.fixture
def sent(message):
    Message.objects.update(tries=1, ended_at=NOON, channel="aliyun")
    return Dispatch.objects.create(
        message=message, channel="aliyun", receipt=Receipt.ACCEPTED, words="…", at=NOON
    )


def call(client, outlet, told, key=None):
    path = reverse("hook", args=["aliyun", key or outlet.key])
    body = told if isinstance(told, str) else json.dumps(told)
    return client.post(path, body, "application/json")


def report(sent, **told):
    whole = {"out_id": str(sent.message.out_id), "success": True}
    return [whole | {"report_time": there()} | told]


def test_a_receipt_is_taken_in_however_often_it_comes(client, outlet, sent):
    for _ in range(2):
        assert call(client, outlet, report(sent)).status_code == 200

    sent.refresh_from_db()
    assert sent.receipt == Receipt.DELIVERED
    assert sent.message.reports.count() == 1


def test_whoever_does_not_know_the_address_reports_nothing(client, outlet, sent):
    assert call(client, outlet, report(sent), key="guessed").status_code == 404
    sent.refresh_from_db()
    assert sent.receipt == Receipt.ACCEPTED


def test_a_channel_that_is_off_hears_nothing(client, outlet, sent):
    Outlet.objects.update(is_on=False)

    assert call(client, outlet, report(sent)).status_code == 404


@pytest.mark.parametrize(
    "rubbish", ["", "{", "[1, 2]", '[{"out_id": 7}]', "null", "\x00", '{"a": "b"}']
)
def test_rubbish_changes_nothing_and_breaks_nothing(client, outlet, rubbish):
    assert call(client, outlet, rubbish).status_code in {200, 400}


def test_a_stop_that_comes_this_way_is_heeded(client, outlet, sent):
    said = [{"phone_number": "13812342207", "content": "ＴＤ", "sequence_id": "7"}]
    said[0]["send_time"] = there()

    call(client, outlet, said)

    assert Reply.objects.get().message == sent.message
    assert {one.purpose for one in Stop.objects.all()} > {"MKT", "SVC_MSG"}


@pytest.mark.parametrize(
    "stamp", [there(timedelta(days=4)), there(-timedelta(hours=1)), "", "soon", None]
)
def test_what_is_of_another_day_or_of_none_is_somebodys_copy(
    client, outlet, sent, stamp
):
    assert call(client, outlet, report(sent, report_time=stamp)).status_code == 200

    sent.refresh_from_db()
    assert sent.receipt == Receipt.ACCEPTED


def test_one_carrier_tells_nothing_of_what_another_was_given(client, outlet, sent):
    Message.objects.update(channel="tencent")

    call(client, outlet, report(sent))

    sent.refresh_from_db()
    assert sent.receipt == Receipt.ACCEPTED


def test_another_address_shuts_the_one_before(client, outlet, sent):
    Outlet.objects.get().new_hook(by=outlet.set_by, at=timezone.now())

    assert call(client, outlet, report(sent)).status_code == 404


def test_a_channel_without_an_address_is_called_by_nobody(client, outlet, sent):
    Outlet.objects.update(hook="")

    assert call(client, outlet, report(sent)).status_code == 404


def test_the_key_is_in_no_row_no_page_and_no_log(client, outlet, caplog):
    with caplog.at_level(logging.DEBUG):
        assert call(client, outlet, "{").status_code == 400
        page = signed_in(client, outlet.set_by).get("/messages/channels/aliyun/")

    assert outlet.key not in caplog.text
    assert outlet.key not in page.content.decode()
    assert outlet.key not in Outlet.objects.get().hook
    assert outlet.key not in str(Entry.objects.values_list("particulars", flat=True))
