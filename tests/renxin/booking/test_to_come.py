"""What is said before a visit is a protocol: what the planner makes of a booking."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.booking.agreement import book, move
from renxin.booking.kinds import Door, How, Through
from renxin.booking.models import Appointment, EveCall
from renxin.patients.models import Purpose
from renxin.promises.models import OptOut, Promise
from renxin.promises.terms import Terms
from renxin.protocols import library
from renxin.protocols.models import (
    ProtocolContact,
    ProtocolEnrolment,
    ProtocolStop,
    ProtocolVersion,
    Trial,
    TurnedOff,
    TurnedOn,
)
from renxin.protocols.planning import by_hand, running
from renxin.protocols.refusals import NotByHand
from renxin.voice.kinds import Why
from renxin.voice.models import Message
from renxin.voice.outbox.eligible import standing
from tests.renxin.booking.conftest import clock
from tests.renxin.protocols.lived import seen_off
from tests.renxin.protocols.protocols import WRITE, on, reminding, text

SUNDAY, MONDAY = clock(9, day=1), clock(9, day=2)
EVE, FOUR, HOURS = clock(10, day=2), clock(16, day=2), clock(8)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER_TIMES = (
    ('at: "10:00"', 'at: "18:00"'),
    ("before: 2 hours\n    until", "before: 3 hours\n    until"),
)


@pytest.fixture
def run(db):
    return reminding(at=SUNDAY - DAY)


@pytest.fixture
def appointment(run, wang_fang, terms):
    """Agreed on Sunday for Tuesday at ten."""
    return book(wang_fang, terms, by=None, at=SUNDAY)


def said():
    return sorted(
        Message.objects.exclude(saying="BOOKED").values_list("saying", flat=True)
    )


def why_not():
    taken = ProtocolContact.objects.values_list("step__code", "why_not")
    return {code: why for code, why in taken if why}


def later(terms, hour):
    return replace(terms, place=replace(terms.place, starts_at=clock(hour)))


def with_other_times(run, manager, *, at):
    written = library.shipped()["appt-remind"]
    for was, now in OTHER_TIMES:
        assert was in written
        written = written.replace(was, now)
    version = ProtocolVersion.write(written, after=run.version, by=manager, at=at)
    return TurnedOn.turn_on(version, from_on=at.date(), by=manager, at=at)


def test_the_booking_and_what_is_said_before_it_come_together_or_not_at_all(
    run, wang_fang, terms
):
    with transaction.atomic():
        book(wang_fang, terms, by=None, at=SUNDAY)
        assert ProtocolEnrolment.objects.get().comes_at == clock(10)
        transaction.set_rollback(True)

    assert not ProtocolEnrolment.objects.exists()
    assert not Appointment.objects.exists()


def test_a_reminder_speaks_of_the_appointment(appointment):
    running.plan(at=EVE)

    message = Message.objects.get(saying="EVE")
    assert (message.about, message.about_id) == ("appointment", appointment.pk)
    assert message.about_at == appointment.starts_at
    assert message.fields["doctor"] == appointment.doctor_name
    assert message.purpose == Purpose.SVC_MSG
    assert standing(message, EVE) == ""


def test_moved_after_it_was_put_out_it_stands_no_more(appointment, terms):
    running.plan(at=EVE)
    move(appointment, later(terms, 15), by=None, at=EVE)

    assert standing(Message.objects.get(saying="EVE"), EVE) == Why.MOVED


def test_a_planner_that_was_down_says_what_is_still_of_use(appointment):
    running.plan(at=EVE + 2 * HOUR)

    assert said() == ["EVE"]


def test_what_is_too_late_is_not_said_and_the_reason_is_kept(appointment):
    running.plan(at=clock(20, day=2))
    running.plan(at=clock(8, 30))

    assert said() == ["EVE", "HOURS"]
    assert why_not() == {"CALL": "TOO_LATE"}
    running.plan(at=clock(10, 30))
    assert ProtocolEnrolment.objects.get().ended_at


def test_two_that_are_due_at_once_are_taken_at_once(appointment):
    counts = running.plan(at=clock(17, day=2))

    assert (counts["said"], counts["promised"], counts["due"]) == (1, 1, 2)


def test_other_times_hold_at_once_for_all_that_is_pending(appointment, run, manager_gu):
    running.plan(at=SUNDAY)
    with_other_times(run, manager_gu, at=SUNDAY + HOUR)

    running.plan(at=SUNDAY + 2 * HOUR)
    running.plan(at=EVE)
    assert said() == []

    running.plan(at=clock(18, day=2))
    running.plan(at=clock(7))
    assert said() == ["EVE", "HOURS"]


def test_what_was_said_under_an_earlier_version_is_not_said_again(
    appointment, run, manager_gu
):
    running.plan(at=EVE)
    with_other_times(run, manager_gu, at=EVE + HOUR)

    running.plan(at=clock(18, day=2))

    assert said() == ["EVE"]


def test_moved_away_and_back_it_is_said_on_the_day_once(appointment, terms):
    running.plan(at=EVE)
    move(appointment, later(terms, 15), by=None, at=EVE + HOUR)
    running.plan(at=EVE + 2 * HOUR)
    move(appointment, terms, by=None, at=EVE + 3 * HOUR)

    running.plan(at=HOURS)

    assert said() == ["EVE", "HOURS", "MOVED", "MOVED"]
    assert set(ProtocolStop.objects.values_list("why", flat=True)) == {"moved"}


def test_of_an_appointment_called_off_nothing_is_still_to_come(appointment):
    running.plan(at=SUNDAY)
    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=SUNDAY + HOUR)

    running.look_further(at=SUNDAY + 2 * HOUR)

    assert ProtocolStop.objects.get().why == "called_off"


def test_two_appointments_are_reminded_of_each(appointment, wang_fang, terms):
    book(wang_fang, later(terms, 15), by=None, at=SUNDAY)

    running.plan(at=EVE)

    assert said() == ["EVE", "EVE"]


def test_what_another_system_keeps_is_called_about_and_not_written_about(
    run, wang_fang, dongyuan
):
    Appointment.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        starts_at=clock(10),
        minutes=30,
        through=Through.IMPORT,
    )
    running.look_further(at=SUNDAY)

    running.plan(at=FOUR)

    assert said() == []
    assert EveCall.objects.count() == 1


def test_what_was_agreed_before_it_was_on_is_taken_up_once(wang_fang, terms):
    book(wang_fang, terms, by=None, at=SUNDAY)
    reminding(at=SUNDAY + HOUR)

    for hours in (2, 3):
        running.look_further(at=SUNDAY + hours * HOUR)

    assert ProtocolEnrolment.objects.get().anchored_at == SUNDAY


@pytest.mark.parametrize("ended_at", [None, EVE])
def test_what_booking_itself_had_put_out_is_not_said_again(wang_fang, terms, ended_at):
    """An upgrade between the booking and the reminder: said once, whoever wrote it."""
    appointment = book(wang_fang, terms, by=None, at=SUNDAY)
    written = Message.objects.create(
        patient=wang_fang,
        clinic=appointment.clinic,
        saying="EVE",
        purpose=Purpose.SVC_MSG,
        about="appointment",
        about_id=appointment.pk,
        about_at=appointment.starts_at,
        not_before=EVE,
        not_after=HOURS,
        made_at=SUNDAY,
        ended_at=ended_at,
    )
    reminding(at=SUNDAY + HOUR)
    running.look_further(at=SUNDAY + 2 * HOUR)

    running.plan(at=EVE + HOUR)

    assert said() == ["EVE"]
    assert ProtocolContact.objects.get().message == written


def test_turned_off_for_a_while_the_rest_is_said_all_the_same(
    appointment, run, manager_gu
):
    running.plan(at=SUNDAY)
    TurnedOff.turn_off(run, why="two words are wrong", by=manager_gu, at=SUNDAY + HOUR)
    running.plan(at=EVE)
    TurnedOn.turn_on(
        run.version, from_on=(EVE + HOUR).date(), by=manager_gu, at=EVE + HOUR
    )

    running.plan(at=HOURS)

    assert said() == ["HOURS"]
    assert why_not()["EVE"] == "OFF"


def test_a_reminder_gives_way_to_no_other_voice_and_takes_nobody_s_turn(
    appointment, wang_fang, dongyuan, doctor_li
):
    """Three would speak on one day: two of them share it, the reminder is apart."""
    next_day = WRITE.format(step="D1", after="1 day", window="1 day")
    for code, kind, priority in (("T-A", "recall", 1), ("T-B", "service", 60)):
        told = {"kind": kind, "priority": priority, "stop": "died"}
        on(text(code, steps=next_day, **told), doctor_li)
    seen_off(wang_fang, dongyuan, at=SUNDAY)

    running.plan(at=EVE + HOUR)

    assert said() == ["EVE", "T_D1"]


def test_nobody_is_held_out_of_it_whoever_asks(run, manager_gu):
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.create(
            protocol=run.protocol,
            version=run.version,
            experiment="x",
            kind="DESK",
            hold_out=20,
            seed="x",
            why="x",
            approved_by=manager_gu,
            at=SUNDAY,
        )


def test_nobody_is_put_on_it_by_hand(run, wang_fang, dongyuan, doctor_li):
    with pytest.raises(NotByHand):
        by_hand.put_on(run.protocol, [(wang_fang, dongyuan)], by=doctor_li, at=SUNDAY)


def test_the_call_is_told_with_its_time_and_words(appointment):
    running.plan(at=FOUR)

    promise = Promise.objects.get()
    assert promise.what == "与王芳确认 03-03 10:00 的预约"
    assert "03-03 10:00" in promise.words
    assert promise.protocol_step.step.code == "CALL"


def test_under_a_record_that_was_merged_it_is_said_to_the_one_that_was_kept(
    run, xiaodou, wang_fang, terms
):
    book(xiaodou, terms, by=None, at=SUNDAY)
    xiaodou.merged_into = wang_fang
    xiaodou.save()

    running.plan(at=EVE)

    assert Message.objects.get(saying="EVE").patient == wang_fang


def test_an_arrival_taken_back_leaves_them_expected_and_reminded(
    appointment, greeter_lin
):
    running.plan(at=EVE)
    appointment.arrive(door=Door.DESK, by=greeter_lin, at=clock(7))
    running.look_further(at=clock(7, 22))
    appointment.take_back_arrival(by=greeter_lin, at=clock(7, 30))

    running.plan(at=HOURS)

    assert said() == ["EVE", "HOURS"]


def test_who_asked_not_to_be_called_is_written_to_and_not_called(
    appointment, wang_fang
):
    terms = Terms(kind="CALL", what="回访", due_at=MONDAY, owner_role="GREETER")
    asked = Promise.make(
        wang_fang, terms, clinic=appointment.clinic, by=None, at=SUNDAY
    )
    OptOut.objects.create(patient=wang_fang, promise=asked, at=SUNDAY)

    running.plan(at=FOUR)

    assert said() == ["EVE"]
    assert why_not() == {"CALL": "NOT_NEEDED"}
