from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from renxin.clinics.models import Clinic
from renxin.rosters.drawing import drawn
from renxin.rosters.models import RatioGoal
from renxin.rosters.ratio import outside, strip
from renxin.rosters.verdict import Band, Verdict
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.rosters.conftest import away, clock, shift

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 3)


@pytest.fixture
def assistants(dongyuan):
    return [
        employed(f"a{number}", f"助{number}", Role.ASSISTANT, dongyuan)
        for number in range(6)
    ]


def on(people, clinic, first, last, **more):
    for one in people:
        shift(one, clinic, clock(*first), clock(*last), Role.ASSISTANT, **more)


def told(hours):
    return [(f"{one.hour_at:%H}", one.told, one.verdict.value) for one in hours]


@pytest.mark.parametrize(
    ("doctors", "assistants", "verdict"),
    [
        (0, 0, Verdict.NOBODY),
        (0, 1, Verdict.FEW_DOCTORS),
        (1, 0, Verdict.FEW_ASSISTANTS),
        (1, 2, Verdict.FEW_ASSISTANTS),
        (1, 3, Verdict.WITHIN),
        (1, 5, Verdict.WITHIN),
        (1, 6, Verdict.FEW_DOCTORS),
        (2, 5, Verdict.FEW_ASSISTANTS),
        (2, 11, Verdict.FEW_DOCTORS),
    ],
)
def test_the_band_is_from_three_to_five_assistants_a_doctor(
    doctors, assistants, verdict
):
    assert Band().verdict(doctors, assistants) is verdict


def test_a_day_is_told_hour_by_hour_from_the_first_shift_to_the_last(
    doctor_li, dongyuan, assistants
):
    shift(doctor_li, dongyuan, clock(9), clock(12))
    on(assistants[:3], dongyuan, (8,), (11,))
    on(assistants[3:], dongyuan, (10,), (11,))

    assert told(strip(dongyuan, TUESDAY)) == [
        ("08", "0:3", "FEW_DOCTORS"),
        ("09", "1:3.0", "WITHIN"),
        ("10", "1:6.0", "FEW_DOCTORS"),
        ("11", "1:0.0", "FEW_ASSISTANTS"),
    ]


def test_half_an_hour_counts_and_less_does_not(doctor_li, dongyuan, assistants):
    shift(doctor_li, dongyuan, clock(8, 30), clock(10, 29))

    assert [one.doctors for one in strip(dongyuan, TUESDAY)] == [1, 1]


def test_who_is_on_leave_is_not_there(doctor_li, dongyuan, assistants):
    shift(doctor_li, dongyuan, clock(8), clock(10))
    on(assistants[:3], dongyuan, (8,), (10,))
    away(assistants[0], clock(9), clock(18))

    assert told(strip(dongyuan, TUESDAY)) == [
        ("08", "1:3.0", "WITHIN"),
        ("09", "1:2.0", "FEW_ASSISTANTS"),
    ]


def test_the_break_at_noon_is_nobody_and_nothing_to_flag(
    doctor_li, dongyuan, assistants
):
    for first, last in ((8, 10), (12, 14)):
        shift(doctor_li, dongyuan, clock(first), clock(last))
        on(assistants[:3], dongyuan, (first,), (last,))

    assert [one.verdict.value for one in strip(dongyuan, TUESDAY)][2:4] == [
        "NOBODY",
        "NOBODY",
    ]
    assert outside(dongyuan, TUESDAY) == []


def test_a_department_has_a_band_of_its_own_and_else_that_of_the_clinic(
    doctor_li, dongyuan, assistants, endodontics
):
    shift(doctor_li, dongyuan, clock(8), clock(9), department=endodontics)
    on(assistants[:1], dongyuan, (8,), (9,), department=endodontics)
    on(assistants[1:3], dongyuan, (8,), (9,))
    RatioGoal.objects.create(
        clinic=dongyuan, department=endodontics, at_least=1, at_most=Decimal("1.5")
    )

    assert outside(dongyuan, TUESDAY) == []
    RatioGoal.objects.update(at_least=0, at_most=Decimal("0.5"))
    (day,) = outside(dongyuan, TUESDAY)

    assert (day.day, day.department_id) == (TUESDAY, endodontics.pk)
    assert [one.verdict for one in day.hours] == [Verdict.FEW_DOCTORS]


def test_the_days_ahead_are_flagged_before_they_come(doctor_li, dongyuan, hexi):
    for day in (3, 10, 16, 17):
        shift(doctor_li, dongyuan, clock(8, day=day), clock(9, day=day))

    flagged = outside(dongyuan, date(2026, 3, 3))

    assert [one.day.day for one in flagged] == [3, 10, 16]
    assert outside(hexi, date(2026, 3, 3)) == []


def test_fourteen_days_are_two_statements(
    doctor_li, dongyuan, assistants, django_assert_num_queries
):
    for day in range(3, 17):
        shift(doctor_li, dongyuan, clock(8, day=day), clock(17, day=day))

    with django_assert_num_queries(2):
        assert len(outside(dongyuan, TUESDAY)) == 14


def test_the_strip_says_what_is_outside_in_a_sentence(doctor_li, dongyuan, assistants):
    shift(doctor_li, dongyuan, clock(8), clock(10))
    on(assistants[:3], dongyuan, (8,), (10,))
    on(assistants[3:], dongyuan, (9,), (10,))

    picture = drawn(strip(dongyuan, TUESDAY))

    assert "1:6.0" in picture.sentence
    assert "1:3.0" not in picture.sentence
    assert [mark.is_outside for mark in picture.marks] == [False, True]
    assert picture.marks[0].path == "M106.2 36.5H483.8"
    assert drawn([]) is None


def test_nothing_is_drawn_off_the_strip(doctor_li, dongyuan, assistants):
    on(assistants, dongyuan, (8,), (10,))
    shift(doctor_li, dongyuan, clock(9), clock(12))

    picture = drawn(strip(dongyuan, TUESDAY))

    for mark in picture.marks:
        assert 10 <= mark.text_y <= picture.foot - 12


def test_the_night_on_which_the_clocks_go_back_has_its_hour_twice(doctor_li, db):
    berlin = Clinic.objects.create(
        name="柏林", short_name="柏林", code="berlin", zone="Europe/Berlin"
    )
    night = [
        datetime(2026, 10, 25, hour, tzinfo=ZoneInfo(berlin.zone)) for hour in (1, 4)
    ]
    shift(doctor_li, berlin, *night)

    hours = strip(berlin, date(2026, 10, 25))

    assert [f"{one.hour_at:%H}" for one in hours] == ["01", "02", "02", "03"]
    assert {one.doctors for one in hours} == {1}
