from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from renxin.booking import taking_many
from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Occupation, Resource
from renxin.booking.refusals import Taken
from renxin.booking.taking_many import Claim
from renxin.booking.terms import Place
from tests.cast import NOON, enrolled
from tests.locks import until_somebody_waits
from tests.renxin.booking.conftest import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(dongyuan, li):
    """A claim on Li's Tuesday, from an hour and a minute on, for forty minutes."""

    def made(turn, *at, doctor=li, standing=None, minutes=40):
        place = Place(
            clinic=dongyuan, starts_at=clock(*at), minutes=minutes, doctor=doctor
        )
        key = standing.pk if standing else None
        return Claim(turn=turn, place=place, doctor=doctor, standing_id=key)

    return made


@pytest.fixture
def at_nine(dongyuan, terms):
    return standing_at(dongyuan, terms, 9)


@pytest.fixture
def at_ten(dongyuan, terms):
    return standing_at(dongyuan, terms, 10)


def standing_at(clinic, terms, hour):
    """An appointment with Li at that hour, of somebody else each."""
    patient = enrolled(clinic, f"P{hour}", "甲乙丙丁"[hour - 9])
    place = replace(terms.place, starts_at=clock(hour), chair=None)
    return book(patient, replace(terms, place=place), by=None, at=NOON)


def refused(claims, given_back=()):
    return taking_many.refused(claims, given_back)


def test_of_two_who_claim_one_time_the_earlier_in_the_file_has_it(claim):
    second, first = claim(8, 10, 20), claim(3, 10)

    answers = refused([second, first])

    assert list(answers) == [8]
    assert str(answers[8]) == "李予安 is taken from 10:00 to 10:40."


def test_where_one_ends_the_next_may_begin(claim, at_nine):
    assert refused([claim(1, 9, 40), claim(2, 10, 20)]) == {}


def test_what_stands_is_in_the_way_and_named(claim, at_ten):
    (answer,) = refused([claim(1, 10, 30)]).values()

    assert isinstance(answer, Taken)
    assert answer.occupation_ids == (at_ten.occupations.get().pk,)


def test_another_doctor_s_time_is_in_nobody_s_way(claim, at_ten, chen):
    assert refused([claim(1, 10, doctor=chen)]) == {}


def test_an_appointment_is_not_in_its_own_way(claim, at_ten):
    assert refused([claim(1, 10, 20, standing=at_ten)]) == {}


def test_two_change_places_within_one_file(claim, at_nine, at_ten):
    claims = [claim(1, 10, standing=at_nine), claim(2, 9, standing=at_ten)]

    assert refused(claims) == {}


def test_time_that_the_file_gives_back_is_free(claim, at_ten):
    assert refused([claim(1, 10)], given_back={at_ten.pk}) == {}


def test_whoever_is_refused_keeps_the_old_time_and_may_turn_another_away(
    dongyuan, terms, claim, at_nine, at_ten
):
    standing_at(dongyuan, terms, 11)
    to_eleven = claim(1, 11, standing=at_ten)
    to_ten = claim(2, 10, standing=at_nine)
    to_nine = claim(3, 9)

    assert set(refused([to_eleven, to_ten, to_nine])) == {1, 2, 3}


def test_a_claim_that_begins_before_midnight_in_greenwich_meets_one_after_it(
    claim,
):
    # Eight in Shanghai is midnight there: the first is of two days, the second of one.
    early, late = claim(1, 7, 50), claim(2, 8, 10)

    assert set(refused([early, late])) == {2}


def test_nothing_claimed_is_nothing_refused(db):
    assert refused([]) == {}


def test_what_is_free_is_taken_and_the_old_time_given_back(
    dongyuan, claim, at_ten, wang_fang
):
    fresh = Appointment.objects.create(
        clinic=dongyuan, patient=wang_fang, starts_at=clock(14), minutes=40
    )
    moved, new = claim(1, 11, standing=at_ten), claim(2, 14)

    with transaction.atomic():
        taking_many.lock([moved, new], at=NOON)
        taking_many.take([moved, new], {1: at_ten.pk, 2: fresh.pk})

    rows = Occupation.objects.order_by("during")
    assert [(one.appointment_id, one.during.lower) for one in rows] == [
        (at_ten.pk, clock(11)),
        (fresh.pk, clock(14)),
    ]


def test_a_request_whose_time_is_over_gives_way(claim, terms, wang_fang):
    until = NOON + timedelta(minutes=15)
    asked = book(wang_fang, replace(terms, held_until=until), by=None, at=NOON)

    with transaction.atomic():
        taking_many.lock([claim(1, 10)], at=until)

    asked.refresh_from_db()
    assert asked.outcome.kind == "LAPSED"
    assert refused([claim(1, 10)]) == {}


def test_a_request_that_still_holds_is_in_the_way(claim, terms, wang_fang):
    until = NOON + timedelta(minutes=15)
    book(wang_fang, replace(terms, held_until=until), by=None, at=NOON)

    with transaction.atomic():
        taking_many.lock([claim(1, 10)], at=NOON)

    assert set(refused([claim(1, 10)])) == {1}


@pytest.mark.django_db(transaction=True)
def test_a_desk_waits_for_an_import_and_then_finds_the_time_taken(
    dongyuan, claim, terms, wang_fang
):
    brought = Appointment.objects.create(
        clinic=dongyuan, patient=wang_fang, starts_at=clock(10), minutes=40
    )
    at_the_desk = enrolled(dongyuan, "P1", "甲")
    ten = claim(1, 10)
    Resource.objects.of([ten.doctor])

    def book_there():
        try:
            return book(at_the_desk, terms, by=None, at=NOON)
        except Taken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as desk:
        with transaction.atomic(), connection.cursor() as cursor:
            taking_many.lock([ten], at=NOON)
            answer = desk.submit(book_there)
            until_somebody_waits(cursor)
            taking_many.take([ten], {1: brought.pk})
        assert isinstance(answer.result(), Taken)

    assert Occupation.objects.get().appointment_id == brought.pk
