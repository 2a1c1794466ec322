from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction

from renxin.booking import uncovered
from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.models import Appointment, Resource
from renxin.promises.models import Promise
from renxin.rosters.models import Leave, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.locks import until_somebody_waits
from tests.renxin.booking.conftest import at_work, clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(wang_fang, terms):
    """Tuesday at ten with Li."""
    return book(wang_fang, terms, by=None, at=NOON)


@pytest.fixture
def nurse(dongyuan):
    nurse = employed("he", "何静", Role.ASSISTANT, dongyuan)
    at_work(nurse, dongyuan, 3)
    return nurse


@pytest.fixture
def by(manager_gu):
    return {"by": manager_gu, "at": NOON}


def leave(staff, clinic, first, last, **by):
    entered = Leave(staff=staff, kind=Kind.ILLNESS, during=span(first, last))
    entered.enter(clinic=clinic, **by)
    return entered


def owed():
    return list(Promise.objects.open().order_by("due_at"))


def test_a_leave_makes_the_front_desk_owe_another_time_to_who_is_booked_then(
    booked, li, dongyuan, wang_fang, by
):
    leave(li, dongyuan, clock(0), clock(0, day=4), **by)

    (promise,) = owed()
    assert (promise.patient, promise.owner_role) == (wang_fang, "GREETER")
    assert promise.clinic == dongyuan
    assert "03-03 10:00" in promise.what
    assert "李予安" in promise.what
    assert NOON < promise.due_at <= clock(8)
    assert "ILLNESS" not in promise.why


def test_whoever_is_booked_outside_the_leave_is_left_in_peace(booked, li, dongyuan, by):
    leave(li, dongyuan, clock(13), clock(0, day=4), **by)

    assert owed() == []


def test_a_cancelled_appointment_calls_for_nothing(booked, li, dongyuan, by):
    booked.cancel(how=How.CANCELLED_BY_PATIENT, **by)

    leave(li, dongyuan, clock(0), clock(0, day=4), **by)

    assert owed() == []


def test_the_same_appointment_is_promised_once(booked, li, dongyuan, by):
    leave(li, dongyuan, clock(0), clock(12), **by)
    leave(li, dongyuan, clock(12), clock(0, day=4), **by)

    assert len(owed()) == 1


def test_leave_that_is_taken_back_lets_the_promise_go(booked, li, dongyuan, by):
    entered = leave(li, dongyuan, clock(0), clock(0, day=4), **by)

    entered.take_back(clinic=dongyuan, **by)

    assert owed() == []
    assert Promise.objects.get().ending.how == "RELEASED"


def test_a_dropped_shift_a_shorter_one_and_a_swap_leave_patients_uncovered_too(
    booked, li, chen, dongyuan, by
):
    tuesday = Shift.objects.within(span(clock(10), clock(11))).get(staff=li)
    hers = Shift.objects.within(span(clock(10), clock(11))).get(staff=chen)
    rooms = {"department": None, "chair": None}

    tuesday.change(span(clock(8), clock(10, 20)), **rooms, **by)
    assert len(owed()) == 1
    tuesday.change(span(clock(8), clock(12)), **rooms, **by)
    assert owed() == []
    tuesday.swap_with(hers, **by)
    assert owed() == []  # the other shift covers the same hour
    Shift.objects.get(pk=hers.pk).drop(**by)
    assert len(owed()) == 1


def test_an_assistant_who_will_not_be_there_counts(wang_fang, terms, nurse, by):
    place = replace(terms.place, assistants=(nurse,))
    book(wang_fang, replace(terms, place=place), by=None, at=NOON)

    leave(nurse, place.clinic, clock(0), clock(0, day=4), **by)

    (promise,) = owed()
    assert "何静" in promise.what


def test_what_another_system_told_us_counts_by_its_doctor(wang_fang, li, dongyuan, by):
    Appointment.objects.create(
        patient=wang_fang, clinic=dongyuan, doctor=li, starts_at=clock(15), minutes=30
    )

    leave(li, dongyuan, clock(0), clock(0, day=4), **by)

    assert len(owed()) == 1


def test_a_patient_who_was_merged_away_stops_nobody_from_going_on_leave(
    booked, li, dongyuan, wang_fang, xiaodou, by
):
    type(wang_fang).objects.filter(pk=wang_fang.pk).update(merged_into=xiaodou)

    leave(li, dongyuan, clock(0), clock(0, day=4), **by)

    assert owed() == []


@pytest.mark.django_db(transaction=True)
def test_who_books_two_people_and_who_is_told_of_both_never_wait_for_each_other(
    wang_fang, terms, li, nurse
):
    first, second = sorted((li, nurse), key=lambda one: one.pk)
    # Made the other way round than the people were.
    Resource.objects.of([second])
    Resource.objects.of([first])
    place = replace(terms.place, assistants=(nurse,))
    tuesday = span(clock(0), clock(0, day=4))

    def book_both():
        try:
            return book(wang_fang, replace(terms, place=place), by=None, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as desk:
        with transaction.atomic(), connection.cursor() as cursor:
            uncovered.look_after(first, tuesday, by=None, at=NOON)
            booked = desk.submit(book_both)
            until_somebody_waits(cursor)
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            uncovered.look_after(second, tuesday, by=None, at=NOON)
        assert booked.result().doctor == li
