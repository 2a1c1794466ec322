from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from renxin.booking import agreement
from renxin.booking.kinds import How, Left
from renxin.booking.models import Appointment, Service, WaitlistEntry
from renxin.booking.refusals import AlreadyComes, AlreadyWaits
from renxin.booking.twice import refuse_waiting_twice
from tests.cast import NOON
from tests.locks import until_somebody_waits
from tests.renxin.booking.conftest import clock


@pytest.fixture
def elsewhere(terms, chen, second_chair):
    """The same time with other people in another room."""
    return replace(terms, place=replace(terms.place, doctor=chen, chair=second_chair))


@pytest.fixture
def comes(wang_fang, terms):
    return agreement.book(wang_fang, terms, by=None, at=NOON)


def beginning(terms, begins):
    return replace(terms, place=replace(terms.place, starts_at=begins))


@pytest.mark.parametrize("begins", [clock(9, 30), clock(10), clock(10, 39)])
def test_who_is_expected_then_cannot_be_expected_elsewhere(
    comes, wang_fang, elsewhere, begins
):
    with pytest.raises(AlreadyComes, match="03-03 10:00"):
        agreement.book(wang_fang, beginning(elsewhere, begins), by=None, at=NOON)

    assert Appointment.objects.get() == comes


@pytest.mark.parametrize("begins", [clock(9, 20), clock(10, 40)])
def test_one_right_before_or_after_the_other_is_fine(
    comes, wang_fang, elsewhere, begins
):
    agreement.book(wang_fang, beginning(elsewhere, begins), by=None, at=NOON)

    assert wang_fang.appointments.count() == 2


def test_another_patient_may_come_at_the_same_time(comes, xiaodou, elsewhere):
    agreement.book(xiaodou, elsewhere, by=None, at=NOON)

    assert xiaodou.appointments.get().starts_at == comes.starts_at


def test_an_appointment_is_not_in_its_own_way(comes, elsewhere, chen):
    agreement.move(comes, elsewhere, by=None, at=NOON)

    assert comes.doctor == chen


def test_nobody_is_moved_to_where_they_would_be_in_two_places(
    comes, wang_fang, elsewhere
):
    later = beginning(elsewhere, clock(14))
    other = agreement.book(wang_fang, later, by=None, at=NOON)

    with pytest.raises(AlreadyComes, match="03-03 10:00"):
        agreement.move(other, elsewhere, by=None, at=NOON)

    assert Appointment.objects.get(pk=other.pk).starts_at == clock(14)


def test_a_doctor_is_booked_over_and_a_patient_never(
    comes, wang_fang, terms, manager_gu
):
    with pytest.raises(AlreadyComes):
        agreement.book(wang_fang, replace(terms, over="急诊"), by=manager_gu, at=NOON)

    assert Appointment.objects.get() == comes


def test_two_records_of_one_person_are_one_person(comes, wang_fang, xiaodou, elsewhere):
    type(wang_fang).objects.filter(pk=wang_fang.pk).update(merged_into=xiaodou)
    comes.refresh_from_db()
    other = agreement.book(xiaodou, beginning(elsewhere, clock(14)), by=None, at=NOON)

    with pytest.raises(AlreadyComes, match="03-03 10:00"):
        agreement.move(other, elsewhere, by=None, at=NOON)
    with pytest.raises(AlreadyComes, match="03-03 14:00"):
        agreement.move(comes, beginning(elsewhere, clock(14)), by=None, at=NOON)


def test_what_was_called_off_or_has_lapsed_is_not_in_the_way(
    wang_fang, terms, elsewhere
):
    later = NOON + timedelta(minutes=10)
    agreement.book(wang_fang, replace(terms, held_until=later), by=None, at=NOON)

    booked = agreement.book(wang_fang, elsewhere, by=None, at=later)
    booked.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=later)
    again = agreement.book(wang_fang, terms, by=None, at=later)

    assert again.starts_at == booked.starts_at


@pytest.mark.django_db(transaction=True)
def test_of_two_desks_that_book_one_patient_at_once_the_second_is_told(
    wang_fang, terms, elsewhere
):
    def book_elsewhere():
        try:
            return agreement.book(wang_fang, elsewhere, by=None, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as desk:
        with transaction.atomic(), connection.cursor() as cursor:
            comes = agreement.book(wang_fang, terms, by=None, at=NOON)
            second = desk.submit(book_elsewhere)
            until_somebody_waits(cursor)
        with pytest.raises(AlreadyComes):
            second.result()

    assert Appointment.objects.get() == comes


@pytest.fixture
def wish(wang_fang, dongyuan, filling):
    return WaitlistEntry(
        patient=wang_fang,
        clinic=dongyuan,
        service=filling,
        first_on=date(2026, 3, 3),
        last_on=date(2026, 3, 17),
        weekdays=[0, 1, 2, 3, 4],
        through="DESK",
    )


def test_nobody_stands_on_the_list_twice_for_the_same(wish):
    WaitlistEntry.add(copy(wish), by=None, at=NOON)

    with pytest.raises(AlreadyWaits, match="王芳"):
        refuse_waiting_twice(wish)


def test_for_something_else_or_afterwards_they_may_wait(wish):
    first = copy(wish)
    WaitlistEntry.add(first, by=None, at=NOON)

    for_something_else = copy(wish)
    for_something_else.service = Service.objects.create(
        code="check", name="检查", minutes=15
    )
    refuse_waiting_twice(for_something_else)
    WaitlistEntry.add(for_something_else, by=None, at=NOON)
    first.leave(Left.WITHDREW, by=None, at=NOON)
    refuse_waiting_twice(wish)
    WaitlistEntry.add(wish, by=None, at=NOON)

    assert set(WaitlistEntry.objects.waiting()) == {for_something_else, wish}
