import pytest

from renxin.rosters.spans import span
from renxin.rosters.working import working
from tests.cast import NOON
from tests.renxin.rosters.conftest import away, clock, shift

pytestmark = pytest.mark.django_db

WEEK = span(clock(0, day=2), clock(0, day=9))


def test_shifts_that_touch_are_one_stretch_of_the_day(doctor_li, dongyuan, endodontics):
    shift(doctor_li, dongyuan, clock(8), clock(12), department=endodontics)
    shift(doctor_li, dongyuan, clock(12), clock(17))
    shift(doctor_li, dongyuan, clock(18), clock(20))

    (tuesday,) = working(WEEK, clinics=[dongyuan])

    assert tuesday.day.isoformat() == "2026-03-03"
    assert tuesday.spans == (span(clock(8), clock(17)), span(clock(18), clock(20)))
    assert (tuesday.roles, tuesday.department_ids) == (("DOCTOR",), (endodontics.pk,))


def test_leave_is_cut_out_of_the_day(doctor_li, dongyuan):
    shift(doctor_li, dongyuan, clock(8), clock(17))
    away(doctor_li, clock(10), clock(11))

    (tuesday,) = working(WEEK, clinics=[dongyuan])

    assert tuesday.spans == (span(clock(8), clock(10)), span(clock(11), clock(17)))


def test_a_day_wholly_on_leave_is_not_there(doctor_li, dongyuan):
    shift(doctor_li, dongyuan, clock(8), clock(17))
    away(doctor_li, clock(0), clock(0, day=4))

    assert working(WEEK, clinics=[dongyuan]) == []


def test_leave_that_was_taken_back_cuts_nothing_out(doctor_li, dongyuan):
    shift(doctor_li, dongyuan, clock(8), clock(17))
    away(doctor_li, clock(0), clock(0, day=4), taken_back_at=NOON)

    assert [one.spans for one in working(WEEK, clinics=[dongyuan])] == [
        (span(clock(8), clock(17)),)
    ]


def test_only_those_who_were_asked_for_are_told(doctor_li, nurse_he, dongyuan, hexi):
    shift(doctor_li, dongyuan, clock(8), clock(12))
    shift(doctor_li, hexi, clock(14), clock(18))
    shift(nurse_he, dongyuan, clock(8), clock(12))

    here = working(WEEK, clinics=[dongyuan], staff=[doctor_li])
    anywhere = working(WEEK, clinics=[dongyuan, hexi])

    assert [(one.staff_id, one.clinic_id) for one in here] == [
        (doctor_li.pk, dongyuan.pk)
    ]
    assert len(anywhere) == 3


def test_what_reaches_out_of_the_stretch_is_cut_off(doctor_li, dongyuan):
    shift(doctor_li, dongyuan, clock(8), clock(17))

    (tuesday,) = working(span(clock(9), clock(10)), clinics=[dongyuan])

    assert tuesday.spans == (span(clock(9), clock(10)),)


def test_any_number_of_people_and_days_is_one_statement(
    doctor_li, nurse_he, dongyuan, django_assert_num_queries
):
    for day in range(2, 9):
        shift(doctor_li, dongyuan, clock(8, day=day), clock(12, day=day))
        shift(nurse_he, dongyuan, clock(8, day=day), clock(12, day=day))

    with django_assert_num_queries(1):
        assert len(working(WEEK, clinics=[dongyuan])) == 14
