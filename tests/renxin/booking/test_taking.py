import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from renxin.booking.agreement import book, move
from renxin.booking.models import Appointment, Occupation, Resource
from renxin.booking.refusals import NotAtWork, Taken
from renxin.booking.taking import clear_lapsed, end_request
from renxin.promises.models import Promise
from renxin.rosters.models import Leave
from renxin.rosters.spans import span
from tests.cast import NOON, enrolled
from tests.renxin.booking.conftest import at_work, clock

OVERLAPS = """
SELECT count(*) FROM booking_occupation a JOIN booking_occupation b
    ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
"""


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return cursor.fetchone()[0]


def test_a_place_takes_the_doctor_for_the_visit_and_the_chair_for_longer(
    wang_fang, terms
):
    appointment = book(wang_fang, terms, by=None, at=NOON)

    taken = {one.taken_as: one.during for one in appointment.occupations.all()}
    assert taken["DOCTOR"].upper == clock(10, 40)
    assert taken["CHAIR"].upper == clock(10, 50)


def test_whoever_comes_second_hears_who_is_taken_and_until_when(
    wang_fang, xiaodou, terms
):
    book(wang_fang, terms, by=None, at=NOON)

    with pytest.raises(Taken, match=r"李予安 is taken from 10:00 to 10:40") as refused:
        book(xiaodou, terms, by=None, at=NOON)

    assert "王芳" not in str(refused.value)
    assert Appointment.objects.count() == 1


def test_an_attempt_asks_little_of_the_database(
    wang_fang, xiaodou, terms, django_assert_max_num_queries
):
    Resource.objects.of([terms.place.doctor, terms.place.chair])

    with django_assert_max_num_queries(24):
        book(wang_fang, terms, by=None, at=NOON)
    with django_assert_max_num_queries(9), pytest.raises(Taken):
        book(xiaodou, terms, by=None, at=NOON)


def test_the_next_one_may_begin_the_minute_the_first_one_ends(
    wang_fang, xiaodou, terms, second_chair
):
    book(wang_fang, terms, by=None, at=NOON)
    later = replace(terms.place, starts_at=clock(10, 40), chair=second_chair)

    book(xiaodou, replace(terms, place=later), by=None, at=NOON)

    assert overlaps() == 0


def test_a_chair_being_cleaned_is_not_free(wang_fang, xiaodou, terms, chen):
    book(wang_fang, terms, by=None, at=NOON)
    soon = replace(terms.place, starts_at=clock(10, 45), doctor=chen)

    with pytest.raises(Taken, match="1 号椅"):
        book(xiaodou, replace(terms, place=soon), by=None, at=NOON)


def test_the_database_refuses_what_would_walk_past_the_locks(wang_fang, terms):
    appointment = book(wang_fang, terms, by=None, at=NOON)
    first = appointment.occupations.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.create(
            resource=first.resource, purpose="upkeep", during=first.during
        )


def test_time_kept_for_something_else_is_taken(wang_fang, terms, scanner):
    resource = Resource.objects.of([scanner])[scanner]
    Occupation.objects.create(
        resource=resource, purpose="保养", during=span(clock(9), clock(12))
    )
    with_scan = replace(terms, place=replace(terms.place, devices=(scanner,)))

    with pytest.raises(Taken, match="口扫 1 is kept for 保养 until 12:00"):
        book(wang_fang, with_scan, by=None, at=NOON)


def test_nobody_is_booked_outside_a_shift(wang_fang, terms):
    early = replace(terms.place, starts_at=clock(7, 50))

    with pytest.raises(NotAtWork, match="李予安 does not work at 东院 then"):
        book(wang_fang, replace(terms, place=early), by=None, at=NOON)


def test_nobody_is_booked_on_leave(wang_fang, terms, li):
    Leave.objects.create(
        staff=li, kind="ANNUAL", during=span(clock(10, 30), clock(12)), at=NOON
    )

    with pytest.raises(NotAtWork, match="李予安 is on leave"):
        book(wang_fang, terms, by=None, at=NOON)


def test_a_request_that_lapsed_makes_room(wang_fang, xiaodou, terms):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    request = book(wang_fang, held, by=None, at=NOON)

    with pytest.raises(Taken):
        book(xiaodou, terms, by=None, at=NOON + timedelta(minutes=9))
    book(xiaodou, terms, by=None, at=NOON + timedelta(minutes=10))

    request.refresh_from_db()
    assert request.outcome.kind == "LAPSED"
    assert overlaps() == 0


def test_a_request_is_cleared_once(wang_fang, terms):
    held = replace(terms, held_until=NOON)
    request = book(wang_fang, held, by=None, at=NOON)

    clear_lapsed(Appointment.objects.all(), at=NOON)
    clear_lapsed(Appointment.objects.all(), at=NOON)

    assert request.occupations.count() == 0


def test_a_request_that_has_just_been_ended_is_not_ended_twice(wang_fang, terms):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    request = book(wang_fang, held, by=None, at=NOON)
    request.cancel(how="CANCELLED_BY_PATIENT", by=None, at=NOON)

    ended = end_request(request.pk, at=NOON)

    assert ended is False
    assert request.outcome.kind == "CANCELLED_BY_PATIENT"


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_one_place_one_gets_it_and_the_others_an_answer(
    dongyuan, terms
):
    people = [enrolled(dongyuan, f"P{n}", f"患者{n}") for n in range(8)]
    ready = threading.Barrier(len(people))

    def try_for(patient):
        ready.wait()
        try:
            return book(patient, terms, by=None, at=NOON)
        except Taken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as desks:
        answers = list(desks.map(try_for, people))

    got = [one for one in answers if isinstance(one, Appointment)]
    assert len(got) == 1
    assert sum(isinstance(one, Taken) for one in answers) == len(people) - 1
    assert overlaps() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_same_two_things_crosswise_never_wait_for_each_other(
    dongyuan, terms, chen, second_chair
):
    """Li in chair two and Chen in chair one, moved at once into each other's chair."""
    at_work(chen, dongyuan, 6)
    ours = enrolled(dongyuan, "P1", "甲")
    theirs = enrolled(dongyuan, "P2", "乙")
    other = replace(terms, place=replace(terms.place, doctor=chen, chair=second_chair))
    pair = [
        (book(ours, terms, by=None, at=NOON), second_chair),
        (book(theirs, other, by=None, at=NOON), terms.place.chair),
    ]
    ready = threading.Barrier(2)

    def swap(one):
        appointment, chair = one
        there = replace(
            terms.place, doctor=appointment.doctor, chair=chair, starts_at=clock(11)
        )
        ready.wait()
        try:
            return move(appointment, replace(terms, place=there), by=None, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as desks:
        assert len(list(desks.map(swap, pair))) == 2

    assert overlaps() == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_is_booked_while_a_leave_is_entered_is_looked_after(
    wang_fang, terms, li, greeter_lin, dongyuan
):
    """Either the leave is seen in time, or the appointment is."""
    during = span(clock(8), clock(18))
    ready = threading.Barrier(2)

    def enter():
        ready.wait()
        try:
            leave = Leave(staff=li, during=during, kind="ILLNESS")
            leave.enter(clinic=dongyuan, by=greeter_lin, at=NOON)
        finally:
            connection.close()

    def agree():
        ready.wait()
        try:
            return book(wang_fang, terms, by=None, at=NOON)
        except NotAtWork as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as desks:
        entered, agreed = desks.submit(enter), desks.submit(agree)
        entered.result()
        booked = agreed.result()

    promised = Promise.objects.open().filter(patient=wang_fang).count()
    assert promised == isinstance(booked, Appointment)
