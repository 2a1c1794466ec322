from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.clinics.models import Chair
from renxin.journal.models import Entry
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage, Turn, Urgency, WhyNotBack, WhyTurned
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import turns
from renxin.visits.line.turns import Reason
from renxin.visits.models import Reordering
from renxin.visits.refusals import (
    AlreadyLeft,
    DoctorsBusy,
    HandedOver,
    OutOfTurn,
    ReasonMissing,
    RoomElsewhere,
)
from renxin.visits.refusals import TakenUp as TakenUpAlready
from tests.cast import employed, enrolled
from tests.renxin.visits.conftest import after


@pytest.fixture
def waits(greet, stations, dongyuan, he, doctor_li):
    """Somebody waits before Li's room, come so many minutes after nine."""

    def sent(name, minutes, **coming):
        patient = enrolled(dongyuan, f"K{minutes}", name)
        visit = greet(patient, minutes, doctor=doctor_li, **coming)
        room = stations[Stage.CONSULTATION]
        return visit.send_on(room, by=he, at=after(minutes) + timedelta(seconds=30))

    return sent


def test_who_came_first_is_called_and_taken_up(waits, doctor_li, dongyuan):
    first, _second = waits("高朗", 1), waits("宋知微", 2)
    chair = Chair.objects.create(clinic=dongyuan, name="1 号椅")

    turns.call(first, to=chair, by=doctor_li, at=after(10))
    turns.take_up(first, by=doctor_li, at=after(12))

    assert (first.called_to, first.begun_by) == (chair, doctor_li)
    assert first.waited(at=after(60)) == timedelta(minutes=10, seconds=30)
    assert first.visit.seen_at == after(12)
    told = Entry.objects.filter(patient_id=first.visit.patient_id).order_by("pk")
    assert list(told.values_list("fact", flat=True))[-2:] == [
        "visits.called",
        "visits.taken_up",
    ]


def test_whoever_was_only_with_others_was_not_seen_by_a_doctor_yet(
    visit, stations, he, doctor_li
):
    xray = visit.send_on(stations[Stage.EXAMINATION], by=he, at=after(1))
    turns.take_up(xray, by=doctor_li, at=after(2))
    chair = visit.send_on(stations[Stage.TREATMENT], by=he, at=after(10))
    turns.take_up(chair, by=he, at=after(12))
    assert visit.seen_at is None

    back = visit.send_on(stations[Stage.BACK_TO_DOCTOR], by=he, at=after(20))
    turns.take_up(back, by=doctor_li, at=after(21))

    assert visit.seen_at == after(21)


def test_a_doctor_of_another_clinic_is_no_doctor_here(visit, stations, hexi, he):
    visitor = employed("fang", "方圆", Role.DOCTOR, hexi)
    room = visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(1))

    turns.take_up(room, by=visitor, at=after(2))

    assert visit.seen_at is None


def test_nobody_is_called_before_their_turn_without_a_reason(waits, doctor_li):
    first, second = waits("高朗", 1), waits("宋知微", 2)

    with pytest.raises(OutOfTurn, match=first.visit.told_number):
        turns.call(second, by=doctor_li, at=after(10))
    with pytest.raises(ReasonMissing):
        turns.call(
            second, reason=Reason(why=WhyTurned.OTHER), by=doctor_li, at=after(10)
        )
    assert not Reordering.objects.exists()

    worse = Reason(why=WhyTurned.WORSE, note="脸肿起来了")
    turns.call(second, reason=worse, by=doctor_li, at=after(10))

    moved = Reordering.objects.get()
    assert (moved.entry, moved.turn, moved.by) == (second, Turn.FORWARD, doctor_li)
    assert Entry.objects.filter(fact="visits.turn_moved").count() == 1


def test_whoever_was_called_is_out_of_the_line(waits, doctor_li):
    first, second = waits("高朗", 1), waits("宋知微", 2)
    turns.call(first, by=doctor_li, at=after(10))

    turns.call(second, by=doctor_li, at=after(11))

    assert not Reordering.objects.exists()


def test_each_doctor_has_a_line_of_their_own(waits, greet, stations, he, xiaodou):
    waits("高朗", 1)
    visit = greet(xiaodou, 5)
    anybody = visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(6))

    turns.take_up(anybody, by=he, at=after(7))

    assert anybody.begun_by == he


def test_somebody_in_pain_is_next(waits, doctor_li):
    waits("高朗", 1)
    hurts = waits("宋知微", 2, urgency=Urgency.URGENT)

    turns.take_up(hurts, by=doctor_li, at=after(5))

    assert hurts.begun_by == doctor_li


def test_a_turn_is_moved_back_and_everybody_sees_why(waits, doctor_li):
    first, second = waits("高朗", 1), waits("宋知微", 2)

    asked = Reason(why=WhyTurned.ASKED)
    turns.move_turn(first, Turn.BACK, asked, by=doctor_li, at=after(5))

    assert turns.waiting_for(first, at=after(6)) == [second, first]
    assert first.reorderings.get().turn == Turn.BACK


def test_two_who_take_up_one_patient_do_not_both_have_them(waits, doctor_li, he):
    first = waits("高朗", 1)
    turns.take_up(first, by=doctor_li, at=after(5))

    turns.take_up(first, by=doctor_li, at=after(6))
    with pytest.raises(TakenUpAlready, match="李予安"):
        turns.take_up(first, by=he, at=after(6))
    with pytest.raises(TakenUpAlready):
        turns.call(first, by=he, at=after(6))
    asked = Reason(why=WhyTurned.ASKED)
    with pytest.raises(TakenUpAlready):
        turns.move_turn(first, Turn.BACK, asked, by=he, at=after(6))

    assert first.begun_at == after(5)


def test_a_card_that_was_handed_over_meanwhile_is_not_called(
    waits, stations, doctor_li, he
):
    first = waits("高朗", 1)
    first.visit.send_on(stations[Stage.CASHIER], by=he, at=after(5))

    with pytest.raises(HandedOver, match="Cashier"):
        turns.call(first, by=doctor_li, at=after(6))


def test_once_the_doctor_has_seen_them_it_is_first_come_first_served(
    waits, stations, doctor_li, he
):
    early, late = waits("高朗", 1), waits("宋知微", 2)
    for entry in (early, late):
        turns.take_up(entry, by=doctor_li, at=after(10))
    scan = stations[Stage.EXAMINATION]
    second = late.visit.send_on(scan, by=he, at=after(12))
    third = early.visit.send_on(scan, by=he, at=after(13))

    assert turns.waiting_for(third, at=after(14)) == [second, third]


def test_who_has_left_is_not_called(waits, doctor_li, leaving):
    entry = waits("高朗", 1)
    hurries = replace(leaving, why_not_back=WhyNotBack.IN_A_HURRY)
    see_off(entry.visit, hurries, by=doctor_li, at=after(5))

    with pytest.raises(AlreadyLeft):
        turns.call(entry, by=doctor_li, at=after(6))


def test_nobody_is_called_to_a_chair_somebody_else_sits_in(
    waits, doctor_li, stations, greeter_lin, dongyuan
):
    first, second = waits("高朗", 1), waits("宋知微", 2)
    turns.take_up(first, by=doctor_li, at=after(5))
    room = stations[Stage.CONSULTATION]

    with pytest.raises(DoctorsBusy, match="with somebody now"):
        turns.call_next(room, by=greeter_lin, at=after(6))

    zhou = employed("zhou", "周岚", Role.DOCTOR, dongyuan)
    second.visit.give_to(zhou, by=greeter_lin, at=after(7))
    assert turns.call_next(room, by=greeter_lin, at=after(8)) == second


def test_a_doctor_calls_their_own_next_while_the_one_before_gets_dressed(
    waits, doctor_li, stations
):
    first, second = waits("高朗", 1), waits("宋知微", 2)
    turns.take_up(first, by=doctor_li, at=after(5))

    called = turns.call_next(stations[Stage.CONSULTATION], by=doctor_li, at=after(6))

    assert called == second


def test_no_room_of_another_clinic_is_called_to(waits, doctor_li, hexi):
    entry = waits("高朗", 1)
    theirs = Chair.objects.create(clinic=hexi, name="9 号椅")

    with pytest.raises(RoomElsewhere):
        turns.call(entry, to=theirs, by=doctor_li, at=after(5))
