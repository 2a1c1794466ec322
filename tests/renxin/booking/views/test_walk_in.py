import pytest

from renxin.booking.kinds import How, Through
from renxin.booking.models import Appointment
from tests.renxin.booking.conftest import clock

NOW = "/calendar/appointments/now/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def here(wang_fang, filling, li, first_chair):
    return {
        "patient": wang_fang.pk,
        "service": filling.pk,
        "minutes": 40,
        "doctor": li.pk,
        "chair": first_chair.pk,
    }


def test_who_walks_in_is_booked_now_and_is_here_at_once(desk, here, it_is):
    it_is(clock(10, 7))

    answer = desk.post(NOW, here, headers=HTMX)

    made = Appointment.objects.get()
    assert answer.status_code == 200
    assert made.starts_at == clock(10, 7)
    assert (made.through, made.is_walk_in) == (Through.WALK_IN, True)
    assert made.outcome.kind == How.KEPT
    assert made.arrival.at == clock(10, 7)


def test_a_dialog_that_stood_open_books_now_and_not_then(desk, here, it_is):
    it_is(clock(11))

    desk.post(NOW, here | {"day": "2026-03-02", "clock": "09:00"}, headers=HTMX)

    assert Appointment.objects.get().starts_at == clock(11)


def test_who_cannot_be_seen_now_is_not_checked_in(desk, here, booked, xiaodou, it_is):
    it_is(clock(10, 5))

    answer = desk.post(NOW, here | {"patient": xiaodou.pk}, headers=HTMX)

    assert answer.status_code == 422
    assert "李予安 is taken from 10:00 to 10:40." in answer.content.decode()
    assert Appointment.objects.count() == 1


def test_who_comes_late_is_checked_in_on_their_own_card(desk, here, booked, it_is):
    it_is(clock(10, 5))

    answer = desk.post(NOW, here, headers=HTMX)

    assert answer.status_code == 422
    assert "has another appointment then (03-03 10:00)" in answer.content.decode()


def test_the_dialog_shows_who_is_free_now(desk, li, chen, booked, it_is):
    it_is(clock(10, 5))

    said = desk.get(NOW, headers=HTMX).content.decode()

    assert said.index("陈知夏") < said.index("李予安")


def test_somebody_is_needed(desk, here):
    answer = desk.post(NOW, here | {"patient": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose the patient first." in answer.content.decode()
