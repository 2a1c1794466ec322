from datetime import date

import pytest

from renxin.clinics.models import Chair
from renxin.journal.models import Entry
from renxin.rosters.models import RosterChange, Shift
from renxin.rosters.refusals import (
    AwayThen,
    IsOver,
    NoLength,
    NoLongerThere,
    NotEmployed,
    OfAnotherClinic,
    Swapped,
    TooLong,
    WorksThen,
)
from renxin.rosters.spans import span
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, SINCE, employed
from tests.renxin.rosters.conftest import away, clock, shift

pytestmark = pytest.mark.django_db

ROOMS = {"department": None, "chair": None}


@pytest.fixture
def by(manager_gu):
    return {"by": manager_gu, "at": NOON}


@pytest.fixture
def chen(dongyuan):
    return employed("chen", "陈知夏", Role.DOCTOR, dongyuan)


def new(staff, clinic, first=8, last=12, **more):
    during = span(clock(first), clock(last))
    fields = {"role": Role.DOCTOR} | more
    return Shift(staff=staff, clinic=clinic, during=during, **fields)


def told():
    return [entry.told().telling() for entry in Entry.objects.order_by("pk")]


def test_a_shift_is_added_for_one_day_with_its_reason(doctor_li, dongyuan, by):
    new(doctor_li, dongyuan).add(why="加号", **by)

    change = RosterChange.objects.get()
    assert (change.what, change.why, change.by) == ("ADDED", "加号", by["by"])
    assert told() == ["李予安，03-03 08:00 至 03-03 12:00·加号"]


def test_whoever_works_elsewhere_then_is_told_where_and_when(
    doctor_li, dongyuan, hexi, by
):
    Post.objects.create(staff=doctor_li, clinic=hexi, role=Role.DOCTOR, since_on=SINCE)
    shift(doctor_li, hexi, clock(11), clock(15))

    with pytest.raises(WorksThen, match="李予安") as refused:
        new(doctor_li, dongyuan).add(**by)

    assert "03-03 11:00–15:00" in str(refused.value)
    assert RosterChange.objects.count() == 0


def test_nobody_is_put_where_they_hold_no_post_that_day(doctor_li, dongyuan, hexi, by):
    with pytest.raises(NotEmployed, match="河西"):
        new(doctor_li, hexi).add(**by)
    with pytest.raises(NotEmployed):
        new(doctor_li, dongyuan, role=Role.ASSISTANT).add(**by)
    Post.objects.filter(staff=doctor_li).update(until_on=date(2026, 3, 3))
    with pytest.raises(NotEmployed, match="03-03"):
        new(doctor_li, dongyuan).add(**by)


def test_a_post_for_the_whole_house_is_one_at_every_clinic(dongyuan, by):
    everywhere = employed("all", "周全", Role.DOCTOR, None)

    new(everywhere, dongyuan).add(**by)

    assert Shift.objects.count() == 1


def test_whoever_is_on_leave_is_not_put_on_the_roster(doctor_li, dongyuan, by):
    away(doctor_li, clock(0), clock(9))

    with pytest.raises(AwayThen, match="李予安"):
        new(doctor_li, dongyuan).add(**by)


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (clock(12), clock(8), NoLength),
        (clock(8), clock(8), NoLength),
        (clock(0), clock(17), TooLong),
        (clock(8, day=1), clock(9, day=1), IsOver),
    ],
)
def test_hours_that_cannot_be_are_refused(
    doctor_li, dongyuan, by, first, last, refusal
):
    fresh = Shift(staff=doctor_li, clinic=dongyuan, role=Role.DOCTOR)
    fresh.during = span(first, last)

    with pytest.raises(refusal):
        fresh.add(**by)


def test_a_room_of_another_clinic_is_refused(doctor_li, dongyuan, hexi, by):
    chair = Chair.objects.create(clinic=hexi, name="1 号椅")

    with pytest.raises(OfAnotherClinic):
        new(doctor_li, dongyuan, chair=chair).add(**by)


def test_a_changed_day_keeps_what_it_was(doctor_li, dongyuan, by):
    tuesday = shift(doctor_li, dongyuan, clock(8), clock(12))

    tuesday.change(span(clock(9), clock(13)), why="开会", **ROOMS, **by)

    change = RosterChange.objects.get()
    assert (change.was.lower, change.now.lower) == (clock(8), clock(9))
    assert told() == [
        "李予安，03-03 08:00 至 03-03 12:00·开会 → 03-03 09:00 至 03-03 13:00"
    ]


def test_a_change_into_another_shift_is_refused_and_nothing_moves(
    doctor_li, dongyuan, by
):
    tuesday = shift(doctor_li, dongyuan, clock(8), clock(12))
    shift(doctor_li, dongyuan, clock(13), clock(17))

    with pytest.raises(WorksThen):
        tuesday.change(span(clock(8), clock(14)), **ROOMS, **by)

    assert Shift.objects.get(pk=tuesday.pk).during.upper == clock(12)


def test_a_shift_that_was_worked_is_not_changed(doctor_li, dongyuan, by):
    worked = shift(doctor_li, dongyuan, clock(8, day=1), clock(12, day=1))

    with pytest.raises(IsOver):
        worked.drop(**by)
    with pytest.raises(IsOver):
        worked.change(span(clock(8), clock(9)), **ROOMS, **by)


def test_two_people_swap_shifts_even_at_the_same_hour(
    doctor_li, chen, dongyuan, endodontics, by
):
    mine = shift(doctor_li, dongyuan, clock(8), clock(12), department=endodontics)
    hers = shift(chen, dongyuan, clock(10), clock(17))

    mine.swap_with(hers, why="换班", **by)

    assert Shift.objects.get(pk=mine.pk).staff == chen
    assert Shift.objects.get(pk=mine.pk).department == endodontics
    assert Shift.objects.get(pk=hers.pk).staff == doctor_li
    assert {change.instead for change in RosterChange.objects.all()} == {
        doctor_li,
        chen,
    }
    assert told()[0] == "李予安，03-03 08:00 至 03-03 12:00·换班 → 陈知夏"


def test_whichever_way_round_two_swap_they_are_told_of_in_the_order_of_the_staff(
    doctor_li, chen, dongyuan, by
):
    mine = shift(doctor_li, dongyuan, clock(8), clock(12))
    hers = shift(chen, dongyuan, clock(10), clock(17))

    mine.swap_with(hers, **by)
    mine.swap_with(hers, **by)

    told_of = [entry.told().staff_id for entry in Entry.objects.order_by("pk")]
    assert told_of == sorted([doctor_li.pk, chen.pk]) * 2


def test_a_swap_into_a_third_shift_leaves_both_as_they_were(
    doctor_li, chen, dongyuan, by
):
    mine = shift(doctor_li, dongyuan, clock(8), clock(12))
    hers = shift(chen, dongyuan, clock(8, day=4), clock(12, day=4))
    shift(chen, dongyuan, clock(11), clock(15))

    with pytest.raises(WorksThen, match="陈知夏"):
        mine.swap_with(hers, **by)

    assert Shift.objects.get(pk=mine.pk).staff == doctor_li
    assert Shift.objects.get(pk=hers.pk).staff == chen


def test_only_people_who_may_do_the_work_swap(doctor_li, nurse_he, dongyuan, by):
    mine = shift(doctor_li, dongyuan, clock(8), clock(12))
    hers = shift(nurse_he, dongyuan, clock(13), clock(17), Role.ASSISTANT)

    with pytest.raises(NotEmployed):
        mine.swap_with(hers, **by)
    with pytest.raises(Swapped):
        mine.swap_with(shift(doctor_li, dongyuan, clock(18), clock(19)), **by)


def test_a_shift_that_somebody_dropped_meanwhile_is_told_of(doctor_li, dongyuan, by):
    here = shift(doctor_li, dongyuan, clock(8), clock(12))
    on_another_screen = Shift.objects.get(pk=here.pk)
    here.drop(**by)

    with pytest.raises(NoLongerThere):
        on_another_screen.drop(**by)
    with pytest.raises(NoLongerThere):
        on_another_screen.change(span(clock(9), clock(12)), **ROOMS, **by)

    assert RosterChange.objects.count() == 1
