"""What stands in which column, on Tuesday 3 March 2026."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from renxin.booking import keeping
from renxin.booking.agreement import book
from renxin.booking.calendar.board import Stretch
from renxin.booking.calendar.columns import (
    by_chair,
    by_department,
    by_device,
    by_doctor,
    counted,
    one_of,
)
from renxin.booking.kinds import How
from renxin.booking.models import Appointment
from renxin.clinics.models import Chair, Department
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.booking.conftest import at_work, clock

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 3)


@pytest.fixture
def booked(wang_fang, terms, chen):
    """王芳 at ten with Li in the first chair; Chen is at work as well."""
    return book(wang_fang, terms, by=None, at=NOON)


@pytest.fixture
def with_chen(xiaodou, terms, chen):
    """小豆 at ten with Chen, in no chair yet."""
    place = replace(terms.place, doctor=chen, chair=None)
    return book(xiaodou, replace(terms, place=place), by=None, at=NOON)


@pytest.fixture
def in_hexi(xiaodou, terms, chen, hexi):
    """小豆 at two with Chen, who works in 河西 that afternoon."""
    shifts = Shift.objects.within(span(clock(8), clock(18))).filter(staff=chen)
    shifts.update(during=span(clock(8), clock(13)))
    afternoon = span(clock(13), clock(18))
    Shift.objects.create(staff=chen, clinic=hexi, role=Role.DOCTOR, during=afternoon)
    there = {"clinic": hexi, "doctor": chen, "chair": None, "starts_at": clock(14)}
    place = replace(terms.place, **there)
    return book(xiaodou, replace(terms, place=place), by=None, at=NOON)


@pytest.fixture
def kept(dongyuan, manager_gu):
    def keep(thing, purpose, hour):
        during = span(clock(hour), clock(hour + 1))
        by = {"by": manager_gu, "at": NOON}
        return keeping.keep(thing, dongyuan, during, purpose=purpose, **by)

    return keep


@pytest.fixture
def read(dongyuan):
    def reading(at=NOON):
        [day] = Stretch(dongyuan, TUESDAY, 1, at).read()
        return day

    return reading


def told(columns):
    return {column.title: [card.title for card in column.cards] for column in columns}


def test_every_doctor_at_work_has_a_column_with_their_patients(booked, read):
    assert told(by_doctor(read())) == {"李予安": ["王芳"], "陈知夏": []}


def test_an_assistant_at_work_has_no_column_of_their_own(booked, read, dongyuan):
    nurse = employed("he", "何静", Role.ASSISTANT, dongyuan)
    during = span(clock(8), clock(18))
    Shift.objects.create(
        staff=nurse, clinic=dongyuan, role=Role.ASSISTANT, during=during
    )

    assert "何静" not in told(by_doctor(read()))


def test_whoever_has_patients_and_no_shift_is_shown_all_the_same(
    booked, read, li, chen
):
    Shift.objects.filter(staff=li).delete()

    columns = by_doctor(read())

    assert told(columns) == {"陈知夏": [], "李予安": ["王芳"]}
    assert [column.sub for column in columns] == ["", "no shift"]


def test_a_doctor_only_another_system_knows_and_nobody_at_all_have_columns_too(
    dongyuan, wang_fang, read
):
    for name in ("外院专家", ""):
        Appointment.objects.create(
            patient=wang_fang,
            clinic=dongyuan,
            doctor_name=name,
            starts_at=clock(10),
            minutes=30,
        )

    assert told(by_doctor(read())) == {"外院专家": ["王芳"], "No doctor yet": ["王芳"]}


def test_whoever_called_off_has_no_card(booked, read, manager_gu):
    booked.cancel(how=How.CANCELLED_BY_PATIENT, by=manager_gu, at=NOON)

    assert told(by_doctor(read())) == {"李予安": [], "陈知夏": []}


def test_a_request_has_no_card_once_its_time_is_over(wang_fang, terms, chen, read):
    until = NOON + timedelta(minutes=15)
    book(wang_fang, replace(terms, held_until=until), by=None, at=NOON)

    assert told(by_doctor(read()))["李予安"] == ["王芳"]
    assert told(by_doctor(read(until)))["李予安"] == []


def test_a_meeting_stands_in_the_column_of_who_is_in_it(booked, read, chen, kept):
    kept(chen, "Meeting", 12)

    assert told(by_doctor(read()))["陈知夏"] == ["Meeting"]


def test_a_doctor_who_is_taken_at_another_clinic_is_shown_so_and_not_by_whom(
    booked, in_hexi, read
):
    assert told(by_doctor(read()))["陈知夏"] == ["At another clinic"]


def test_chairs_stand_in_the_order_people_count_them(booked, read, dongyuan):
    for number in (10, 2):
        Chair.objects.create(clinic=dongyuan, name=f"{number} 号椅")

    assert told(by_chair(read())) == {"1 号椅": ["王芳"], "2 号椅": [], "10 号椅": []}


def test_whoever_has_no_chair_yet_stands_apart(booked, with_chen, read):
    shown = told(by_chair(read()))

    assert shown == {"1 号椅": ["王芳"], "No chair yet": ["王小豆"]}


def test_a_device_shows_who_needs_it_and_its_upkeep(
    wang_fang, terms, scanner, read, kept
):
    place = replace(terms.place, devices=(scanner,))
    book(wang_fang, replace(terms, place=place), by=None, at=NOON)
    kept(scanner, "Upkeep", 8)

    assert told(by_device(read())) == {"口扫 1": ["Upkeep", "王芳"]}


def test_a_patient_stands_in_the_department_their_doctor_works_in_that_day(
    booked, with_chen, read, li, dongyuan
):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓科", code="endo")
    Shift.objects.filter(staff=li).update(department=endo)

    columns = by_department(read())

    assert told(columns) == {"牙体牙髓科": ["王芳"], "Other": ["王小豆"]}
    [card] = columns[0].cards
    assert card.what == "李予安·补牙"


def test_who_assists_sees_in_their_own_column_whom(wang_fang, terms, chen, read):
    place = replace(terms.place, assistants=(chen,))
    book(wang_fang, replace(terms, place=place), by=None, at=NOON)

    assert told(by_doctor(read())) == {"李予安": ["王芳"], "陈知夏": ["Assists 李予安"]}


def test_a_department_in_which_nobody_is_that_day_has_no_column(booked, read, dongyuan):
    Department.objects.create(clinic=dongyuan, name="正畸科", code="ortho")

    assert told(by_department(read())) == {"Other": ["王芳"]}


def test_the_day_of_one_department_and_of_one_device(
    wang_fang, terms, read, li, dongyuan, scanner
):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓科", code="endo")
    Shift.objects.filter(staff=li).update(department=endo)
    scanned = replace(terms.place, devices=(scanner,))
    book(wang_fang, replace(terms, place=scanned), by=None, at=NOON)
    day = read()

    [there] = one_of(day, "department", endo.pk).cards
    [scan] = one_of(day, "device", scanner.pk).cards

    assert (there.title, there.what) == ("王芳", "李予安·补牙")
    assert scan.title == "王芳"
    assert one_of(day, "department", 0).cards == []


def test_the_day_of_one_chair_and_of_one_doctor(
    booked, read, li, chen, first_chair, second_chair
):
    day = read()

    def cards(of, one):
        return [card.title for card in one_of(day, of, one.pk).cards]

    assert cards("chair", first_chair) == ["王芳"]
    assert cards("chair", second_chair) == []
    assert cards("doctor", li) == ["王芳"]
    assert cards("doctor", chen) == []


def test_a_doctor_who_is_not_there_that_day_has_an_empty_day(dongyuan, read):
    away = employed("guo", "郭远", Role.DOCTOR, dongyuan)
    at_work(away, dongyuan, 5)

    column = one_of(read(), "doctor", away.pk)

    assert column.cards == []
    assert column.duty.shifts == []


@pytest.mark.parametrize(
    ("one", "next_one"),
    [("2 号椅", "10 号椅"), ("A 椅", "B 椅"), ("1 号 2", "1 号 10"), ("椅", "椅 1")],
)
def test_names_are_counted_as_people_do(one, next_one):
    assert counted(one) < counted(next_one)
