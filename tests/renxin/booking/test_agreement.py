from dataclasses import replace

import pytest

from renxin.booking.agreement import book, move
from renxin.booking.kinds import Asked, How, Way, Why
from renxin.booking.models import Appointment
from renxin.booking.refusals import (
    AcrossMidnight,
    InThePast,
    MayNotOverbook,
    NoLength,
    OfAnotherClinic,
    Taken,
    TooLong,
)
from renxin.clinics.models import Chair
from renxin.journal.models import Entry
from tests.cast import NOON
from tests.renxin.booking.conftest import clock


def told(appointment):
    entries = Entry.objects.filter(patient_id=appointment.patient_id)
    return list(entries.order_by("pk").values_list("fact", flat=True))


def test_an_appointment_is_a_fact_on_the_timeline(wang_fang, terms, greeter_lin):
    appointment = book(wang_fang, terms, by=greeter_lin, at=NOON)

    assert told(appointment) == ["booking.booked"]
    assert appointment.booked_by == greeter_lin
    assert appointment.service_name == "补牙"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"starts_at": clock(9, day=2)}, InThePast),
        ({"minutes": 0}, NoLength),
        ({"minutes": -10}, NoLength),
        ({"minutes": 721}, TooLong),
        ({"starts_at": clock(23, 50)}, AcrossMidnight),
    ],
)
def test_what_can_never_be_a_place_is_refused(wang_fang, terms, wrong, why):
    place = replace(terms.place, **wrong)

    with pytest.raises(why):
        book(wang_fang, replace(terms, place=place), by=None, at=NOON)

    assert not Appointment.objects.exists()


def test_an_appointment_may_end_at_midnight_sharp(wang_fang, terms, li, dongyuan):
    late = replace(terms.place, starts_at=clock(23, 20), doctor=None)

    appointment = book(wang_fang, replace(terms, place=late), by=None, at=NOON)

    assert appointment.ends_at == clock(0, day=4)


def test_a_chair_of_another_house_is_refused(wang_fang, terms, hexi):
    chair = Chair.objects.create(clinic=hexi, name="9 号椅")
    elsewhere = replace(terms, place=replace(terms.place, chair=chair))

    with pytest.raises(OfAnotherClinic, match="9 号椅 does not stand at 东院"):
        book(wang_fang, elsewhere, by=None, at=NOON)


def test_moving_gives_the_old_place_back_and_remembers_it(wang_fang, xiaodou, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    appointment.confirm(way=Way.PHONE, by=None, at=NOON)
    there = replace(terms, place=replace(terms.place, starts_at=clock(14)))

    was = move(appointment, there, by=None, at=NOON, asked_by=Asked.CLINIC)

    assert was.was_at == clock(10)
    assert not appointment.confirmations.exists()
    assert book(xiaodou, terms, by=None, at=NOON)
    assert told(appointment)[-1] == "booking.rebooked"


def test_a_move_that_is_refused_leaves_it_where_it_was(wang_fang, xiaodou, terms):
    book(xiaodou, terms, by=None, at=NOON)
    there = replace(terms, place=replace(terms.place, starts_at=clock(14)))
    appointment = book(wang_fang, there, by=None, at=NOON)

    with pytest.raises(Taken):
        move(appointment, terms, by=None, at=NOON)

    stands = Appointment.objects.get(pk=appointment.pk)
    assert stands.starts_at == clock(14)
    assert stands.occupations.count() == 2


def test_moving_by_a_quarter_of_an_hour_is_not_in_its_own_way(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    a_little_later = replace(terms.place, starts_at=clock(10, 15))

    move(appointment, replace(terms, place=a_little_later), by=None, at=NOON)

    assert appointment.starts_at == clock(10, 15)


def test_a_cancelled_place_is_free_at_once(wang_fang, xiaodou, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)

    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=NOON, why=Why.ILL)

    assert book(xiaodou, terms, by=None, at=NOON)
    assert appointment.outcome.is_excused()


def test_only_a_permitted_person_books_over_another(
    wang_fang, xiaodou, terms, greeter_lin, manager_gu
):
    book(wang_fang, terms, by=greeter_lin, at=NOON)
    over = replace(terms, over="急诊，孩子疼得厉害")

    with pytest.raises(MayNotOverbook):
        book(xiaodou, over, by=greeter_lin, at=NOON)
    with pytest.raises(MayNotOverbook):
        book(xiaodou, over, by=None, at=NOON)
    second = book(xiaodou, over, by=manager_gu, at=NOON)

    assert second.overbookings.get().reason == over.over
    assert told(second) == ["booking.overbooked", "booking.booked"]


def test_what_was_booked_over_another_takes_its_time_all_the_same(
    wang_fang, xiaodou, terms, manager_gu
):
    first = book(wang_fang, terms, by=None, at=NOON)
    book(xiaodou, replace(terms, over="急诊"), by=manager_gu, at=NOON)

    first.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=NOON)

    with pytest.raises(Taken):
        book(wang_fang, terms, by=None, at=NOON)
