from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.booking.models import Appointment
from renxin.followup.desk import outcomes
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard
from renxin.followup.models import Call, CallHold, Loss, WrongNumber
from renxin.followup.refusals import (
    InOtherHands,
    NotBooked,
    OutsideHours,
)
from renxin.journal.models import Entry
from renxin.promises.models import Deferral, OptOut, Promise
from renxin.promises.refusals import NeedsAReason, NotToBeContacted
from renxin.voice.models import Stop
from tests.cast import NOON, TODAY, reached
from tests.renxin.followup.desk.conftest import TEN
from tests.renxin.promises.made import promised

AN_HOUR = timedelta(hours=1)


def test_reached_keeps_the_promise_and_agrees_what_comes_next(owe, press, wang_fang):
    call = press(owe(wang_fang), "REACHED", said="不疼了")

    assert call.promise.ending.told() == "Reached, all well·不疼了"
    following = Promise.objects.open().get()
    assert (following.kind, following.came_of) == ("RECALL", call.promise)
    assert Entry.objects.filter(fact="followup.call_made").exists()


def test_with_something_ahead_nothing_is_added(owe, press, wang_fang, dongyuan):
    soon = NOON + timedelta(days=3)
    Appointment.objects.create(patient=wang_fang, clinic=dongyuan, starts_at=soon)

    press(owe(wang_fang), "REACHED")

    assert not Promise.objects.open().exists()


def test_no_answer_is_tried_once_more_four_hours_later(owe, press, wang_fang):
    promise = owe(wang_fang)

    press(promise, "NO_ANSWER")

    assert Deferral.objects.get().due_at == TEN + 4 * AN_HOUR


def test_after_the_second_try_it_rests_for_a_month(owe, press, wang_fang):
    promise = owe(wang_fang)
    press(promise, "NO_ANSWER")

    press(promise, "NO_ANSWER", at=TEN + 5 * AN_HOUR)

    promise.refresh_from_db()
    assert promise.ended_at
    later = Promise.objects.open().get()
    assert later.due_from > TEN + timedelta(days=29)


def test_round_and_round_it_does_not_go(owe, press, wang_fang):
    promise = owe(wang_fang, kind="RECALL")
    for _round in range(3):
        press(promise, "NO_ANSWER")
        press(promise, "NO_ANSWER", at=TEN + 5 * AN_HOUR)
        promise = Promise.objects.open().first() or promise

    assert not Promise.objects.open().exists()


def test_a_new_try_is_never_on_a_holiday(owe, press, wang_fang):
    eve = TEN.replace(month=4, day=3) + 8 * AN_HOUR  # the evening before 清明

    press(owe(wang_fang, due_at=eve), "NO_ANSWER", at=eve)

    assert Deferral.objects.get().due_at.date().isoformat() == "2026-04-07"


def test_asked_to_stop_on_a_recall_stops_recalls_and_no_more(
    owe, press, wang_fang, dongyuan, carer
):
    other = owe(wang_fang, kind="WIN_BACK")

    press(owe(wang_fang, kind="RECALL"), "STOP")

    other.refresh_from_db()
    assert Stop.objects.get().purpose == "RECALL"
    assert other.ended_at
    assert promised(wang_fang, dongyuan, by=carer, at=TEN).kind == "CALL"


def test_on_a_call_we_owed_it_stops_every_call(owe, press, wang_fang, dongyuan, carer):
    press(owe(wang_fang), "STOP")

    assert OptOut.objects.exists()
    with pytest.raises(NotToBeContacted):
        promised(wang_fang, dongyuan, by=carer, at=TEN)


def test_booked_is_said_only_of_a_time_that_stands(owe, press, wang_fang, dongyuan):
    promise = owe(wang_fang)

    with pytest.raises(NotBooked):
        press(promise, "BOOKED")

    assert not Call.objects.exists()
    soon = NOON + timedelta(days=3)
    Appointment.objects.create(patient=wang_fang, clinic=dongyuan, starts_at=soon)
    assert press(promise, "BOOKED").promise.ending.outcome == "BOOKED"


def test_who_is_lost_told_us_why(owe, press, wang_fang):
    press(owe(wang_fang, kind="WIN_BACK"), "LOST", reason="TRUST", said="没人打电话")

    loss = Loss.objects.get()
    assert (loss.reason, loss.was_told, loss.note) == ("TRUST", True, "没人打电话")
    assert loss.learned_on == TODAY


def test_a_loss_without_its_reason_is_refused(owe, press, wang_fang):
    with pytest.raises(NeedsAReason):
        press(owe(wang_fang), "LOST")

    assert not Loss.objects.exists()


def test_a_wrong_number_is_never_rung_again(owe, press, wang_fang):
    promise = owe(wang_fang)

    call = press(promise, "WRONG")

    assert not wang_fang.reaches.in_use().exists()
    asked = Promise.objects.open().get()
    assert (asked.kind, asked.owner_role) == ("OTHER", "GREETER")
    again = {"promise": promise, "patient": wang_fang, "clinic": promise.clinic}
    again |= {"contact_point": call.contact_point, "by": call.by, "at": TEN}
    with (
        pytest.raises(IntegrityError, match="rung at a wrong number"),
        transaction.atomic(),
    ):
        Call.objects.create(heard="REACHED", **again)


def test_another_number_of_theirs_comes_next(owe, press, wang_fang):
    reached(wang_fang, "+8613900000001")
    promise = owe(wang_fang)

    press(promise, "WRONG")

    promise.refresh_from_db()
    assert promise.ended_at is None
    assert WrongNumber.objects.get().contact_point.value == "+8613812342207"


@pytest.mark.parametrize("hours", [2, 3])
def test_call_again_is_when_it_suits_them(owe, carer, wang_fang, hours):
    """Also at noon, when we would not ring by ourselves."""
    promise, then = owe(wang_fang), TEN + hours * AN_HOUR

    outcomes.press(promise, Heard.AGAIN, Told(at=then), by=carer, at=TEN)

    assert Deferral.objects.get().due_at == then


def test_in_the_night_nobody_asks_to_be_rung(owe, carer, wang_fang):
    told = Told(at=TEN + 13 * AN_HOUR)

    with pytest.raises(OutsideHours):
        outcomes.press(owe(wang_fang), Heard.AGAIN, told, by=carer, at=TEN)


def test_whoever_is_not_well_speaks_with_the_doctor(owe, press, wang_fang):
    press(owe(wang_fang), "UNWELL", said="还在流血")

    doctors = Promise.objects.open().get()
    assert (doctors.owner_role, doctors.why) == ("DOCTOR", "还在流血")


def test_what_a_colleague_has_in_hand_is_theirs_to_end(
    owe, press, wang_fang, greeter_lin
):
    promise = owe(wang_fang)
    CallHold.objects.create(
        patient=wang_fang,
        promise=promise,
        by=greeter_lin,
        since=TEN,
        until=TEN + AN_HOUR,
    )

    with pytest.raises(InOtherHands):
        press(promise, "REACHED")
