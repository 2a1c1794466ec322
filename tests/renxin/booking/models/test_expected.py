from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.booking.agreement import book, move
from renxin.booking.kinds import Door, How, Way
from renxin.booking.models import Appointment
from renxin.booking.refusals import (
    AlreadyHere,
    AlreadyOver,
    HoldLapsed,
    NotThatDay,
    NotYetDue,
)
from renxin.journal.models import Entry
from tests.cast import NOON
from tests.renxin.booking.conftest import clock


def told(appointment):
    entries = Entry.objects.filter(patient_id=appointment.patient_id)
    return list(entries.order_by("pk").values_list("fact", flat=True))


def test_an_appointment_ends_once(wang_fang, terms, greeter_lin):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    appointment.arrive(door=Door.DESK, by=greeter_lin, at=clock(9, 55))

    with pytest.raises(AlreadyHere):
        appointment.arrive(door=Door.PHONE, by=None, at=clock(9, 56))

    assert appointment.occupations.count() == 2


def test_a_cancelled_appointment_is_neither_moved_nor_confirmed(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    appointment.cancel(how=How.CANCELLED_BY_CLINIC, by=None, at=NOON)

    with pytest.raises(AlreadyOver, match="Cancelled by the clinic"):
        move(appointment, terms, by=None, at=NOON)
    with pytest.raises(AlreadyOver):
        appointment.confirm(way=Way.DESK, by=None, at=NOON)


def test_nobody_is_a_no_show_before_half_an_hour_is_over(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)

    with pytest.raises(NotYetDue):
        appointment.miss(by=None, at=clock(10, 29))
    appointment.miss(by=None, at=clock(10, 30))

    assert appointment.outcome.kind == How.NO_SHOW
    assert not appointment.occupations.exists()


def test_a_request_is_no_appointment_until_it_is_agreed(wang_fang, terms):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    request = book(wang_fang, held, by=None, at=NOON)
    before = told(request)

    request.agree(by=None, at=NOON + timedelta(minutes=5))

    assert before == []
    assert told(request) == ["booking.booked"]
    assert Appointment.objects.firm().get() == request


def test_whoever_comes_for_a_request_has_agreed_to_it(wang_fang, terms):
    early = clock(9)
    held = replace(terms, held_until=early + timedelta(minutes=10))
    request = book(wang_fang, held, by=None, at=early)

    request.confirm(way=Way.PHONE, by=None, at=early)
    request.arrive(door=Door.DESK, by=None, at=early)

    begun = ["booking.booked", "booking.confirmed", "booking.arrived"]
    assert told(request)[:3] == begun
    assert request.held_until is None


def test_nobody_is_checked_in_for_a_later_day(wang_fang, terms):
    booked = book(wang_fang, terms, by=None, at=NOON)

    with pytest.raises(NotThatDay):
        booked.arrive(door=Door.DESK, by=None, at=NOON)

    assert not hasattr(Appointment.objects.get(pk=booked.pk), "outcome")


def test_a_request_that_lapsed_cannot_be_agreed(wang_fang, terms):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    request = book(wang_fang, held, by=None, at=NOON)

    with pytest.raises(HoldLapsed):
        request.agree(by=None, at=NOON + timedelta(minutes=10))


def test_that_they_will_come_is_written_down_once_for_one_time(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    later = replace(terms, place=replace(terms.place, starts_at=clock(14)))

    first = appointment.confirm(way=Way.PHONE, by=None, at=NOON)
    again = appointment.confirm(way=Way.PORTAL, by=None, at=NOON)
    assert again == first
    move(appointment, later, by=None, at=NOON)
    anew = appointment.confirm(way=Way.PORTAL, by=None, at=NOON)

    assert appointment.confirmations.get() == anew
    assert told(appointment).count("booking.confirmed") == 2
