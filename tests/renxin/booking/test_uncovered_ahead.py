from datetime import timedelta

import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.models import Appointment
from renxin.booking.uncovered_ahead import ahead
from renxin.rosters.models import Leave, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.spans import span
from tests.cast import NOON
from tests.renxin.booking.conftest import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(wang_fang, terms):
    """Tuesday at ten with Li, who is at work."""
    return book(wang_fang, terms, by=None, at=NOON)


def away(staff):
    Leave.objects.create(
        staff=staff, kind=Kind.ILLNESS, during=span(clock(9), clock(12)), at=NOON
    )


def found(clinic, **most):
    listed = ahead(clinic, at=NOON, **most)
    return [(one.appointment, one.staff) for one in listed.standings]


def test_whose_doctor_is_at_work_is_not_listed(booked, dongyuan):
    assert found(dongyuan) == []


def test_whose_doctor_is_on_leave_is_listed(booked, li, dongyuan):
    away(li)

    assert found(dongyuan) == [(booked, li)]


def test_whose_doctors_shift_was_withdrawn_is_listed(booked, li, dongyuan):
    Shift.objects.filter(staff=li).delete()

    assert found(dongyuan) == [(booked, li)]


def test_who_has_ended_or_is_expected_elsewhere_is_not(booked, li, dongyuan, hexi):
    away(li)

    assert found(hexi) == []
    booked.cancel(how=How.CANCELLED_BY_CLINIC, why="", by=None, at=NOON)
    assert found(dongyuan) == []


def test_what_another_system_told_us_of_is_listed_too(li, dongyuan, wang_fang):
    away(li)
    told = Appointment.objects.create(
        patient=wang_fang, clinic=dongyuan, doctor=li, starts_at=clock(11), minutes=20
    )

    assert found(dongyuan) == [(told, li)]


def test_the_nearest_come_first_and_all_are_counted(li, dongyuan, wang_fang):
    Shift.objects.filter(staff=li).delete()
    for hour in (16, 9, 14):
        Appointment.objects.create(
            patient=wang_fang,
            clinic=dongyuan,
            doctor=li,
            starts_at=clock(hour),
            minutes=20,
        )

    listed = ahead(dongyuan, at=NOON, most=2)

    assert [one.appointment.starts_at for one in listed.standings] == [
        clock(9),
        clock(14),
    ]
    assert listed.total == 3


def test_beyond_the_weeks_laid_out_nobody_is_missed(li, dongyuan, wang_fang):
    Appointment.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        doctor=li,
        starts_at=clock(9) + timedelta(weeks=9),
        minutes=20,
    )

    assert found(dongyuan) == []


def test_it_costs_three_statements(booked, li, dongyuan, django_assert_max_num_queries):
    away(li)

    with django_assert_max_num_queries(3):
        ahead(dongyuan, at=NOON)
