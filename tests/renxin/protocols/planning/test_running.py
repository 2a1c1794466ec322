from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from renxin.booking.models import Appointment
from renxin.promises.models import OptOut, Promise
from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    ProtocolContact,
    ProtocolEnrolment,
    ProtocolExclusion,
    ProtocolStop,
    TurnedOff,
)
from renxin.protocols.planning import running
from renxin.protocols.refusals import HeardAlready
from renxin.visits.models import Visit
from renxin.voice.models import Message
from tests.cast import NOON
from tests.locks import until_somebody_waits
from tests.renxin.protocols.lived import enrolment, seen_off
from tests.renxin.protocols.protocols import DAY_ONE, MONTHS, on, text

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def seen(dongyuan, doctor_li, wang_fang):
    """Wang Fang was seen off at noon under a protocol with a call and a message."""
    on(text(steps=DAY_ONE + MONTHS), doctor_li)
    seen_off(wang_fang, dongyuan)


def test_nothing_is_due_before_its_time(seen):
    counts = running.plan(at=NOON + HOUR)

    assert counts == {"enrolled": 1}
    assert enrolment().next_at == NOON + 20 * HOUR


def test_a_call_is_promised_in_its_window(seen, wang_fang):
    running.plan(at=NOON + HOUR)

    running.plan(at=NOON + 21 * HOUR)

    promise = Promise.objects.get(patient=wang_fang)
    assert (promise.kind, promise.owner_role) == ("CALL", "ASSISTANT")
    assert promise.due_at == NOON + 28 * HOUR
    assert promise.due_from <= promise.due_at
    assert promise.protocol_step.step.code == "D1"


def test_no_call_is_promised_for_a_holiday(dongyuan, doctor_li, wang_fang):
    on(text(steps=DAY_ONE), doctor_li)
    before = NOON + 32 * DAY  # the Friday before 清明 and the Monday in lieu of it
    seen_off(wang_fang, dongyuan, at=before)
    running.plan(at=before + HOUR)

    running.plan(at=before + 21 * HOUR)

    due_from = Promise.objects.get(patient=wang_fang).due_from
    assert due_from == before + 4 * DAY - 3 * HOUR


def test_run_again_nothing_comes_twice(seen):
    for _ in range(3):
        running.plan(at=NOON + 21 * HOUR)

    assert Promise.objects.count() == 1
    assert ProtocolContact.objects.count() == 1


def test_after_the_last_step_it_is_over(seen, wang_fang):
    running.plan(at=NOON + 21 * HOUR)
    running.plan(at=NOON + 31 * DAY)

    message = Message.objects.get(patient=wang_fang)
    assert message.saying == "T_M1"
    assert enrolment().ended_at == NOON + 31 * DAY
    assert not ProtocolStop.objects.exists()


def test_a_planner_that_was_down_says_what_it_missed(seen):
    running.plan(at=NOON + HOUR)

    running.plan(at=NOON + 3 * DAY)

    assert [one.why_not for one in ProtocolContact.objects.all()] == ["TOO_LATE"]
    assert not Promise.objects.exists()


def test_who_booked_hears_no_more(seen, dongyuan, wang_fang):
    running.plan(at=NOON + HOUR)
    Appointment.objects.create(
        patient=wang_fang, clinic=dongyuan, starts_at=NOON + 9 * DAY, minutes=30
    )

    running.plan(at=NOON + 21 * HOUR)

    assert ProtocolStop.objects.get().why == "booked"
    assert not Promise.objects.exists()


def test_who_came_under_a_merged_record_hears_no_more(
    seen, dongyuan, wang_fang, xiaodou
):
    running.plan(at=NOON + HOUR)
    xiaodou.merged_into = wang_fang
    xiaodou.save()
    Visit.objects.create(patient=xiaodou, clinic=dongyuan, began_at=NOON + 2 * HOUR)

    running.plan(at=NOON + 21 * HOUR)

    assert ProtocolStop.objects.get().why == "came"


def test_an_open_promise_is_let_go_when_it_is_settled(seen, dongyuan, wang_fang):
    running.plan(at=NOON + 21 * HOUR)
    Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=NOON + 22 * HOUR)

    running.look_further(at=NOON + 23 * HOUR)

    assert Promise.objects.get().ending.how == "RELEASED"


def test_the_dead_are_left_out(dongyuan, doctor_li, wang_fang):
    on(text(), doctor_li)
    wang_fang.died_on = NOON.date()
    wang_fang.save()
    seen_off(wang_fang, dongyuan)

    running.plan(at=NOON + HOUR)

    assert ProtocolExclusion.objects.get().why == "died"
    assert enrolment().ended_at


def test_only_whom_it_is_for(dongyuan, doctor_li, wang_fang, xiaodou):
    on(text(more="only_if: [minor]\n"), doctor_li)
    for patient in (wang_fang, xiaodou):
        seen_off(patient, dongyuan)

    running.plan(at=NOON + HOUR)

    out = ProtocolExclusion.objects.get()
    assert (out.why, out.enrolment.patient) == ("not minor", wang_fang)


def test_a_newer_enrolment_takes_the_place_of_the_older(seen, dongyuan, wang_fang):
    running.plan(at=NOON + HOUR)
    seen_off(wang_fang, dongyuan, at=NOON + 2 * HOUR)

    running.plan(at=NOON + 3 * HOUR)

    assert ProtocolStop.objects.get().why == "=replaced"
    assert ProtocolEnrolment.objects.running().get().anchored_at == NOON + 2 * HOUR


def test_once_only_is_once_only(dongyuan, doctor_li, wang_fang):
    on(text(again="never"), doctor_li)
    for hours in (0, 1, 2):
        seen_off(wang_fang, dongyuan, at=NOON + hours * HOUR)

    running.plan(at=NOON + 3 * HOUR)

    assert {one.why for one in ProtocolExclusion.objects.all()} == {"=once"}
    assert ProtocolEnrolment.objects.running().get().anchored_at == NOON


def test_one_patient_hears_one_voice_a_day(dongyuan, doctor_li, wang_fang):
    on(text("T-LOW", priority=50), doctor_li)
    on(text("T-HIGH", priority=5), doctor_li)
    seen_off(wang_fang, dongyuan)

    counts = running.plan(at=NOON + 21 * HOUR)

    taken = ProtocolContact.objects.get(why_not="")
    assert taken.enrolment.protocol.code == "T-HIGH"
    assert (counts["promised"], counts["put_off"] + counts["not_taken"]) == (1, 1)


def test_who_waits_longer_than_the_window_gave_way(dongyuan, doctor_li, wang_fang):
    on(text("T-LOW", priority=50), doctor_li)
    on(text("T-HIGH", priority=5), doctor_li)
    seen_off(wang_fang, dongyuan)

    for hours in range(20, 40):
        running.plan(at=NOON + hours * HOUR)

    low = ProtocolContact.objects.get(enrolment__protocol__code="T-LOW")
    assert low.why_not in {"GAVE_WAY", "TOO_LATE"}


def test_safety_always_goes(dongyuan, doctor_li, wang_fang):
    on(text("T-SAFE", kind="safety", priority=90), doctor_li)
    on(text("T-HIGH", priority=5), doctor_li)
    seen_off(wang_fang, dongyuan)

    running.plan(at=NOON + 21 * HOUR)

    taken = ProtocolContact.objects.filter(why_not="")
    assert {one.enrolment.protocol.code for one in taken} == {"T-SAFE"}


def test_the_database_lets_safety_give_way_to_nothing(dongyuan, doctor_li, wang_fang):
    on(text("T-SAFE", kind="safety"), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + HOUR)
    found = enrolment()

    with pytest.raises(IntegrityError, match="safety"), transaction.atomic():
        ProtocolContact.objects.create(
            enrolment=found,
            step=found.version.steps.get(),
            why_not="GAVE_WAY",
            at=NOON,
        )


def test_who_asked_not_to_be_called_is_not_promised_a_call(
    dongyuan, doctor_li, wang_fang
):
    on(text(), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + 21 * HOUR)
    first = Promise.objects.get()
    OptOut.objects.create(patient=wang_fang, promise=first, at=NOON)
    seen_off(wang_fang, dongyuan, at=NOON + 2 * DAY)

    running.plan(at=NOON + 2 * DAY + 21 * HOUR)

    last = ProtocolContact.objects.latest("pk")
    assert last.why_not == "NOT_ALLOWED"


def test_turned_off_takes_nobody_further(seen, doctor_li):
    running.plan(at=NOON + HOUR)
    run = enrolment().version.runs.get()
    TurnedOff.turn_off(run, why="a mistake in it", by=doctor_li, at=NOON + 2 * HOUR)

    running.plan(at=NOON + 21 * HOUR)

    assert ProtocolStop.objects.get().why == "=off"


def test_its_own_promise_begins_nothing_again(dongyuan, doctor_li, wang_fang):
    """A protocol that triggers itself, and two that would hand it to and fro."""
    on(text("T-ONE"), doctor_li)
    on(text("T-TWO", trigger="fact: promises.kept"), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + 21 * HOUR)

    Promise.objects.get().keep(by=doctor_li, at=NOON + 22 * HOUR)

    assert not ProtocolEnrolment.objects.filter(protocol__code="T-TWO").exists()


def test_a_run_keeps_its_counts_and_leaves_nothing_unexplained(seen):
    running.plan(at=NOON + 21 * HOUR)

    run = PlanningRun.objects.get()
    assert run.unexplained == 0
    assert run.counts == {"enrolled": 1, "due": 1, "promised": 1}


def test_a_quiet_run_writes_nothing_and_asks_little(seen):
    running.plan(at=NOON + HOUR)

    with CaptureQueriesContext(connection) as asked:
        assert not running.plan(at=NOON + 2 * HOUR)

    assert len(asked) <= 11
    assert PlanningRun.objects.count() == 1


def test_killed_between_two_batches_the_rest_is_done_the_next_time(
    seen, dongyuan, xiaodou, monkeypatch
):
    seen_off(xiaodou, dongyuan)
    monkeypatch.setattr("renxin.protocols.planning.due.AT_ONCE", 1)
    running.weighing.weigh(at=NOON + HOUR)
    with transaction.atomic():
        running.taking._batch(at=NOON + 21 * HOUR)

    running.plan(at=NOON + 21 * HOUR)

    assert Promise.objects.count() == ProtocolContact.objects.count() == 2


def test_what_a_run_leaves_unexplained_rings_once_until_somebody_hears(
    seen, manager_gu
):
    """A step that was due, and of which nothing tells what became of it."""
    for hours in (20, 21):
        running._keep(Counter(due=1), took=0, at=NOON + hours * HOUR)

    alarm = PlanningAlarm.objects.get()
    assert alarm.unexplained > 0
    alarm.hear(by=manager_gu, at=NOON + 22 * HOUR)
    with pytest.raises(HeardAlready):
        alarm.hear(by=manager_gu, at=NOON + 23 * HOUR)
    running._keep(Counter(due=1), took=0, at=NOON + 2 * DAY)
    assert PlanningAlarm.objects.open().count() == 1


def test_a_run_that_explains_all_rings_nobody(seen):
    running.plan(at=NOON + 21 * HOUR)

    assert not PlanningAlarm.objects.exists()


def test_two_that_are_alike_speak_one_after_the_other_and_neither_twice(
    dongyuan, doctor_li, wang_fang
):
    """Of the same trigger, the same hour and the same priority."""
    steps = DAY_ONE.replace("window: 4 hours", "window: 24 hours")
    for code in ("T-ONE", "T-TWO"):
        on(text(code, steps=steps), doctor_li)
    seen_off(wang_fang, dongyuan)

    for hours in range(1, 72, 6):
        running.plan(at=NOON + hours * HOUR)

    taken = list(ProtocolContact.objects.order_by("at"))
    days = {timezone.localdate(one.at) for one in taken if not one.why_not}
    assert {one.enrolment.protocol.code for one in taken} == {"T-ONE", "T-TWO"}
    assert len(taken) == 2
    assert len(days) == sum(not one.why_not for one in taken)
    assert not ProtocolEnrolment.objects.running().exists()


def _turn(patience: str) -> bool:
    try:
        with running.one_at_a_time(patience=patience) as mine:
            return mine
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("patience", ["", "20ms"])
def test_while_a_run_is_at_it_another_does_nothing(patience):
    with running.one_at_a_time() as mine, ThreadPoolExecutor(1) as elsewhere:
        assert mine
        assert not elsewhere.submit(_turn, patience).result()


@pytest.mark.django_db(transaction=True)
def test_what_comes_once_an_hour_waits_for_its_turn():
    with ThreadPoolExecutor(1) as elsewhere:
        with running.one_at_a_time(), connection.cursor() as cursor:
            turn = elsewhere.submit(_turn, "10s")
            until_somebody_waits(cursor)
        assert turn.result()
