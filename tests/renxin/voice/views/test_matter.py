from datetime import timedelta

import pytest
from django.urls import reverse

from renxin.staff.roles import Role
from renxin.voice.kinds import Found, Trouble
from renxin.voice.models import Doubt, DoubtSettled, Message, Silence
from renxin.voice.outbox import replies, silence
from tests.cast import NOON, employed, signed_in

LATER = NOON + timedelta(minutes=31)
PAGE = "/messages/matters/"


@pytest.fixture
def doubt(message):
    Message.objects.update(ended_at=NOON, tries=1, channel="aliyun")
    words = "【东院】王*您好"
    return Doubt.objects.create(message=message, channel="aliyun", words=words, at=NOON)


def test_the_desk_decides_about_what_nobody_knows(client, greeter_lin, doubt):
    desk = signed_in(client, greeter_lin)
    assert "王*您好" in desk.get(PAGE).content.decode()

    desk.post(reverse("voice:doubt", args=[doubt.pk]), {"found": "ARRIVED"})

    settled = DoubtSettled.objects.get()
    assert (settled.found, settled.by) == (Found.ARRIVED, greeter_lin)
    assert "王*您好" not in desk.get(PAGE).content.decode()


def test_nobody_may_say_what_only_the_channel_can(client, greeter_lin, doubt):
    desk = signed_in(client, greeter_lin)

    answer = desk.post(reverse("voice:doubt", args=[doubt.pk]), {"found": "REPORTED"})

    assert answer.status_code == 422
    assert not DoubtSettled.objects.exists()


def test_silence_is_a_line_on_the_page(client, manager_gu, message):
    silence.look(at=LATER)

    page = signed_in(client, manager_gu).get(PAGE).content.decode()

    assert 'role="alert"' in page


def test_another_clinics_patients_are_not_on_it(client, hexi, doubt):
    point = doubt.message.contact_point
    replies.hear("aliyun", "SMS", point, "王芳说的话", outside_id="1", at=NOON)
    desk = signed_in(client, employed("far", "远工", Role.GREETER, hexi))

    page = desk.get(PAGE).content.decode()

    assert "王" not in page.partition("<main")[2]


def test_the_page_asks_the_same_however_much_there_is(
    client, manager_gu, doubt, django_assert_max_num_queries
):
    point = doubt.message.contact_point
    for channel in ("aliyun", "tencent", "mail"):
        told = {"kind": Trouble.REFUSING, "channel": channel, "day": NOON.date()}
        Silence.objects.create(clinic=doubt.message.clinic, at=NOON, **told)
    for number in range(5):
        replies.hear(
            "aliyun", "SMS", point, f"改 {number}", outside_id=str(number), at=NOON
        )
    desk = signed_in(client, manager_gu)
    assert desk.get(PAGE).content.decode().count('role="alert"') == 3

    with django_assert_max_num_queries(10):
        desk.get(PAGE)
