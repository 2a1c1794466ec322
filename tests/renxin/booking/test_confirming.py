from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.booking.agreement import book, move
from renxin.booking.confirming import ask_the_unconfirmed
from renxin.booking.kinds import How, Way
from renxin.booking.models import EveCall
from renxin.promises.models import Ending, Promise
from tests.renxin.booking.conftest import clock

SUNDAY, FOUR = clock(9, day=1), clock(16, day=2)


@pytest.fixture
def appointment(wang_fang, terms):
    return book(wang_fang, terms, by=None, at=SUNDAY)


@pytest.fixture
def call(appointment):
    return ask_the_unconfirmed(at=FOUR)[0].promise


def test_on_the_eve_the_desk_owes_a_call_to_who_has_not_confirmed(appointment):
    made = ask_the_unconfirmed(at=FOUR)

    promise = made[0].promise
    assert (promise.kind, promise.owner_role) == ("CONFIRM", "GREETER")
    assert promise.due_at == clock(19, 30, day=2)
    assert "王芳" in promise.what


def test_it_is_owed_once(appointment, call):
    assert ask_the_unconfirmed(at=FOUR + timedelta(minutes=10)) == []


@pytest.mark.parametrize("at", [clock(15, 59, day=2), clock(19, 30, day=2)])
def test_only_in_the_afternoon(appointment, at):
    assert ask_the_unconfirmed(at=at) == []


def test_who_confirmed_is_left_in_peace(appointment):
    appointment.confirm(way=Way.PORTAL, by=None, at=SUNDAY)

    assert ask_the_unconfirmed(at=FOUR) == []


def test_who_booked_today_is_left_in_peace(wang_fang, terms):
    book(wang_fang, terms, by=None, at=clock(9, day=2))

    assert ask_the_unconfirmed(at=FOUR) == []


def test_confirmed_meanwhile_the_call_is_kept(appointment, call):
    appointment.confirm(way=Way.PORTAL, by=None, at=FOUR)

    assert Ending.objects.get(promise=call).outcome == "CONFIRMED"
    assert appointment.confirmations.count() == 1


def test_the_desk_hears_yes_and_the_appointment_is_confirmed(
    appointment, call, greeter_lin
):
    call.keep(outcome="CONFIRMED", by=greeter_lin, at=FOUR)

    confirmation = appointment.confirmations.get()
    assert (confirmation.way, confirmation.by) == (Way.PHONE, greeter_lin)


def test_they_want_another_day_and_nothing_is_confirmed(appointment, call, greeter_lin):
    call.keep(outcome="WANTS_ANOTHER_DAY", by=greeter_lin, at=FOUR)

    assert not appointment.confirmations.exists()


def test_cancelled_or_moved_the_call_is_let_go_and_asked_for_anew(
    appointment, call, terms
):
    later = replace(terms, place=replace(terms.place, starts_at=clock(15)))
    move(appointment, later, by=None, at=FOUR)

    assert Ending.objects.get(promise=call).how == "RELEASED"
    assert not Promise.objects.open().exists()

    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=FOUR)
    assert EveCall.objects.count() == 1


def test_the_dead_are_not_called(appointment, wang_fang):
    wang_fang.died_on = SUNDAY.date()
    wang_fang.save()

    assert ask_the_unconfirmed(at=FOUR) == []
