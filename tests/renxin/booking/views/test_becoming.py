import pytest

from renxin.booking.kinds import How
from renxin.booking.models import Confirmation, Occupation, Outcome
from tests.renxin.booking.conftest import clock

HTMX = {"HX-Request": "true"}


def send(desk, booked, what, **data):
    asked = {"version": booked.version} | data
    return desk.post(f"/calendar/appointments/{booked.pk}/{what}/", asked, headers=HTMX)


def test_they_said_they_will_come(desk, booked):
    assert send(desk, booked, "confirmation").status_code == 200

    assert Confirmation.objects.get().by.username == "qian"


def test_they_are_here(desk, booked):
    assert send(desk, booked, "arrival").status_code == 200

    assert Outcome.objects.get().kind == How.KEPT


def test_it_is_called_off_by_whom_and_why_and_the_place_is_free(desk, booked):
    data = {"how": How.CANCELLED_BY_CLINIC, "why": "DOCTOR_AWAY", "note": "会诊"}

    assert send(desk, booked, "cancellation", **data).status_code == 200

    ended = Outcome.objects.get()
    assert (ended.kind, ended.why, ended.note) == tuple(data.values())
    assert not Occupation.objects.exists()


def test_nobody_is_late_before_half_an_hour(desk, booked, it_is):
    it_is(clock(8, 45))

    answer = send(desk, booked, "absence", why="FORGOT")

    assert answer.status_code == 422
    assert "Nobody is late yet" in answer.content.decode()


def test_they_did_not_come(desk, booked, it_is):
    it_is(clock(10, 31))

    assert send(desk, booked, "absence", why="FORGOT").status_code == 200

    assert Outcome.objects.get().kind == How.NO_SHOW


def test_a_request_is_made_firm(desk, booked):
    booked.held_until = clock(12)
    booked.save()

    assert send(desk, booked, "agreement").status_code == 200

    booked.refresh_from_db()
    assert booked.held_until is None


@pytest.mark.parametrize("what", ["confirmation", "arrival", "agreement"])
def test_a_stale_screen_changes_nothing_and_hears_of_it(desk, booked, what):
    booked.take_version(booked.version)
    booked.version -= 1

    answer = send(desk, booked, what)

    assert answer.status_code == 409
    assert "on another screen" in answer.content.decode()
    assert not Outcome.objects.exists()
    assert not Confirmation.objects.exists()


def test_a_card_pressed_twice_is_checked_in_once(desk, booked):
    first = send(desk, booked, "arrival", idempotency_key="one")
    again = send(desk, booked, "arrival", idempotency_key="one")

    assert (first.status_code, again.status_code) == (200, 200)
    assert Outcome.objects.count() == 1


def test_what_ended_stays_ended(desk, booked):
    send(desk, booked, "cancellation", how=How.CANCELLED_BY_PATIENT, why="ILL")
    booked.refresh_from_db()

    answer = send(desk, booked, "arrival")

    assert answer.status_code == 422
    assert "has ended" in answer.content.decode()
