"""A key on any page does what the key at the call desk does."""

from datetime import timedelta

import pytest

from renxin.booking.models import Appointment
from renxin.followup.desk import outcomes
from renxin.followup.desk.last_words import last_words
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard
from renxin.followup.models import Call, CallHold
from renxin.followup.refusals import InOtherHands, NotBooked
from renxin.promises.models import Deferral, OptOut, Promise
from renxin.promises.pressing import press
from renxin.voice.models import Stop
from tests.cast import NOON
from tests.renxin.promises.made import promised

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def owed(wang_fang, dongyuan, greeter_lin):
    return lambda kind="CALL": promised(wang_fang, dongyuan, by=greeter_lin, kind=kind)


@pytest.mark.parametrize(
    ("kind", "code", "heard"),
    [
        ("CALL", "WELL", "REACHED"),
        ("CALL", "UNWELL", "UNWELL"),
        ("CALL", "NO_ANSWER", "NO_ANSWER"),
        ("CALL", "ASKED_TO_STOP", "STOP"),
        ("RECALL", "NOT_NOW", "REACHED"),
        ("RECALL", "NO_RECALLS", "STOP"),
        ("WIN_BACK", "TOLD_WHY", "REACHED"),
        ("WIN_BACK", "COMING_BACK", "REACHED"),
    ],
)
def test_every_key_of_a_call_writes_the_call_down(owed, greeter_lin, kind, code, heard):
    promise = owed(kind)

    done = press(promise, code, said="她这样说", by=greeter_lin, at=NOON)

    call = Call.objects.get()
    assert (call.promise, call.heard, call.by) == (promise, heard, greeter_lin)
    assert done.outcome == code


def test_what_is_no_call_writes_none(owed, greeter_lin):
    press(owed("EXPLAIN"), "UNDERSTOOD", by=greeter_lin, at=NOON)
    owed().release(reason="不用了", by=greeter_lin, at=NOON)

    assert not Call.objects.exists()


def test_reached_the_next_step_is_agreed_by_rule(owed, greeter_lin):
    promise = owed()

    press(promise, "WELL", by=greeter_lin, at=NOON)

    assert Promise.objects.open().get().came_of == promise


def test_a_recall_that_is_stopped_stops_recalls_alone(owed, greeter_lin):
    press(owed("RECALL"), "NO_RECALLS", by=greeter_lin, at=NOON)

    assert Stop.objects.get().purpose == "RECALL"
    assert not OptOut.objects.exists()


def test_booked_is_said_only_of_a_time_that_stands(
    owed, greeter_lin, wang_fang, dongyuan
):
    promise = owed("RECALL")
    with pytest.raises(NotBooked):
        press(promise, "BOOKED", by=greeter_lin, at=NOON)

    soon = NOON + timedelta(days=3)
    Appointment.objects.create(patient=wang_fang, clinic=dongyuan, starts_at=soon)
    assert press(promise, "BOOKED", by=greeter_lin, at=NOON).outcome == "BOOKED"


def test_tries_count_wherever_they_were_made(owed, greeter_lin, carer):
    promise = owed()
    press(promise, "NO_ANSWER", by=greeter_lin, at=NOON)

    later = NOON + 4 * AN_HOUR
    outcomes.press(promise, Heard.NO_ANSWER, Told(), by=carer, at=later)

    promise.refresh_from_db()
    assert promise.ended_at
    assert Deferral.objects.count() == 1


def test_whom_a_colleague_has_on_the_line_nobody_else_ends(
    owed, greeter_lin, carer, wang_fang
):
    promise = owed()
    held = {"since": NOON, "until": NOON + AN_HOUR}
    CallHold.objects.create(patient=wang_fang, promise=promise, by=carer, **held)

    with pytest.raises(InOtherHands):
        press(promise, "WELL", by=greeter_lin, at=NOON)


def test_whom_one_has_in_hand_is_not_let_go_by_another_call(
    owed, greeter_lin, dongyuan, xiaodou
):
    other = promised(xiaodou, dongyuan, by=greeter_lin)
    held = {"since": NOON, "until": NOON + AN_HOUR}
    CallHold.objects.create(patient=xiaodou, promise=other, by=greeter_lin, **held)

    press(owed(), "WELL", by=greeter_lin, at=NOON)

    assert CallHold.objects.get().patient == xiaodou


def test_without_a_number_they_were_spoken_with_otherwise(owed, greeter_lin, wang_fang):
    wang_fang.reaches.update(ended_at=NOON)

    press(owed(), "WELL", by=greeter_lin, at=NOON)

    assert Call.objects.get().contact_point is None


def test_the_last_words_are_those_of_calls_and_of_nothing_else(
    owed, greeter_lin, wang_fang
):
    owed().release(reason="不用了", by=greeter_lin, at=NOON - AN_HOUR)
    press(owed(), "WELL", said="不疼了", by=greeter_lin, at=NOON)

    (said,) = last_words([wang_fang.pk])
    assert (said.by, said.what) == ("林溪", "Reached, all well·不疼了")
