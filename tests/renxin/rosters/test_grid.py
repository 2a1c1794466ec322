from datetime import date

import pytest

from renxin.clinics import week as opening
from renxin.rosters.grid import week_of
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.rosters.conftest import MONDAY, away, clock, shift

pytestmark = pytest.mark.django_db


def test_everybody_who_works_here_has_a_row_doctors_first(
    doctor_li, nurse_he, greeter_lin, manager_gu, outsider_zhao, dongyuan
):
    week = week_of(dongyuan, MONDAY, at=NOON)

    assert [row.staff for row in week.rows] == [doctor_li, nurse_he, greeter_lin]
    assert [day.day.day for day in week.days] == list(range(2, 9))
    assert [day.is_today for day in week.days][:2] == [True, False]


def test_shifts_and_leave_stand_on_their_days(doctor_li, dongyuan):
    shift(doctor_li, dongyuan, clock(8), clock(12))
    shift(doctor_li, dongyuan, clock(13), clock(17, 30))
    away(doctor_li, clock(12, day=4), clock(0, day=6))

    (row,) = week_of(dongyuan, MONDAY, at=NOON).rows

    assert [len(cell.shifts) for cell in row.cells] == [0, 2, 0, 0, 0, 0, 0]
    assert [[one.hours for one in cell.away] for cell in row.cells[1:5]] == [
        [],
        ["12:00–00:00"],
        [""],
        [],
    ]
    assert row.hours == "8.5"


def test_whoever_helps_out_from_elsewhere_has_a_row_for_that_week(
    outsider_zhao, dongyuan
):
    shift(outsider_zhao, dongyuan, clock(8), clock(12), Role.GREETER)

    assert [row.staff for row in week_of(dongyuan, MONDAY, at=NOON).rows] == [
        outsider_zhao
    ]


def test_whoever_has_left_is_on_no_later_week(doctor_li, dongyuan):
    Post.objects.filter(staff=doctor_li).update(until_on=date(2026, 3, 5))

    assert week_of(dongyuan, MONDAY, at=NOON).rows
    assert not week_of(dongyuan, date(2026, 3, 9), at=NOON).rows


def test_a_day_on_which_the_clinic_is_shut_says_so(doctor_li, dongyuan):
    by = {"by_id": doctor_li.pk, "at": NOON}
    opening.open_at(dongyuan, {day: [(510, 1080)] for day in range(6)}, **by)

    week = week_of(dongyuan, MONDAY, at=NOON)

    assert [day.is_shut for day in week.days] == [False] * 6 + [True]


def test_a_week_is_a_fixed_number_of_statements(
    dongyuan, django_assert_max_num_queries
):
    for number in range(12):
        one = employed(f"d{number}", f"d{number}", Role.DOCTOR, dongyuan)
        for day in range(2, 8):
            shift(one, dongyuan, clock(8, day=day), clock(12, day=day))
        away(one, clock(0), clock(12))

    with django_assert_max_num_queries(6):
        week = week_of(dongyuan, MONDAY, at=NOON)

    assert len(week.rows) == 12
