"""Channels that leave nothing: the patient's pages, the tray of letters, a call."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.promises.models import Promise
from renxin.staff.roles import Role
from renxin.voice.channels import call, in_use, inbox, post
from renxin.voice.kinds import Receipt, Why
from renxin.voice.models import Dispatch, LocalTime, Outlet, Placed, Withheld
from renxin.voice.models.outlet import Typed
from renxin.voice.outbox import placing, sending
from tests.cast import NOON, employed, signed_in
from tests.renxin.voice.conftest import written


@pytest.fixture
def use(dongyuan):
    admin = employed("admin", "钟秀", Role.SYSTEM_ADMIN, None)

    def use(name, rank=1):
        typed = Typed(name, {}, {}, is_on=True, rank=rank)
        return Outlet.set_up(typed, by=admin, at=timezone.now())

    return use


@pytest.fixture
def message(wang_fang, dongyuan, thing):
    return written(wang_fang, dongyuan)


def send(message, now=NOON):
    return sending.send(message.pk, now=lambda: now)


def test_what_is_laid_on_their_pages_arrived_when_they_read_it(use, message):
    use("inbox")

    assert send(message)
    assert Dispatch.objects.get().receipt == Receipt.ACCEPTED
    placing.read(Placed.objects.get(), at=NOON)

    assert Dispatch.objects.get().receipt == Receipt.DELIVERED


def test_a_call_is_owed_by_the_desk_with_the_words_to_say(use, message):
    use("call")

    send(message)

    promise = Promise.objects.get()
    assert (promise.kind, promise.owner_role) == ("CALL", Role.GREETER)
    assert "李予安" in promise.words


def test_a_letter_needs_an_address_and_carries_it(
    use, message, wang_fang, client, greeter_lin
):
    use("post")
    send(message)
    assert Withheld.objects.get().why == Why.NO_CHANNEL

    wang_fang.address = "和平路 1 号"
    wang_fang.save()
    second = written(wang_fang, message.clinic, about_id=2)
    send(second)

    desk = signed_in(client, greeter_lin)
    page = desk.get(reverse("voice:letter", args=[second.pk])).content.decode()
    assert "和平路 1 号" in page
    assert "<print-page>" in page
    desk.post(reverse("voice:posted", args=[second.pk]))
    assert Placed.objects.get().seen_at


def test_a_code_goes_to_the_phone_that_asked_and_by_no_other_way(use, message):
    use("call")
    message.saying = "CODE"
    message.hide(code="428170", to="+8613800000000")
    message.save()

    send(message)

    assert Withheld.objects.get().why == Why.NO_CHANNEL


def test_the_first_in_order_is_taken(use, message):
    use("call", rank=2)
    use("inbox", rank=1)

    assert [one.name for one in in_use()] == ["inbox", "call"]
    send(message)

    assert Dispatch.objects.get().channel == "inbox"


@pytest.mark.parametrize("module", [inbox, post, call])
def test_they_say_what_they_are(module):
    assert str(module.TITLE)
    assert module.channel(None).in_house


def test_nobody_is_rung_twice_a_day_about_messages(use, message, wang_fang, dongyuan):
    use("call")
    send(message)
    another = written(
        wang_fang, dongyuan, about_id=2, not_after=NOON + timedelta(days=3)
    )
    soon = written(wang_fang, dongyuan, about_id=3)

    assert not send(another)
    assert not send(soon)

    assert Withheld.objects.get().message == soon
    assert Withheld.objects.get().why == Why.TOO_MANY
    assert Promise.objects.count() == 1
    assert send(another, NOON + timedelta(days=1, minutes=1))


def test_what_is_urgent_is_rung_all_the_same(
    use, message, wang_fang, dongyuan, doctor_li
):
    use("call")
    send(message)
    urgent = written(wang_fang, dongyuan, about_id=2, urgent_by=doctor_li)

    assert send(urgent)


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        (
            datetime(2026, 3, 2, 4, 30, tzinfo=UTC),
            datetime(2026, 3, 2, 6, 0, tzinfo=UTC),
        ),
        (
            datetime(2026, 2, 17, 3, 0, tzinfo=UTC),
            datetime(2026, 2, 24, 1, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_call_begins_after_the_nap_and_on_no_holiday(
    message, wang_fang, moment, begins
):
    assert call._begins(message, wang_fang, at=moment) == begins


def test_a_call_goes_by_the_clock_they_live_by(message, wang_fang, doctor_li):
    LocalTime.objects.create(
        patient=wang_fang, zone="Europe/London", by=doctor_li, at=NOON
    )

    begins = call._begins(message, wang_fang, at=NOON)

    assert begins == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
