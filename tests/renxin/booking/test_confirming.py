from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.booking.agreement import book, move
from renxin.booking.confirming import promise_call
from renxin.booking.kinds import How, Way
from renxin.booking.models import EveCall
from renxin.booking.refusals import CallPromised, ConfirmedAlready, TooLateToCall
from renxin.promises.models import Ending, Promise
from renxin.promises.models.opt_out import OptOut
from renxin.promises.refusals import NotToBeContacted
from renxin.promises.terms import Terms
from renxin.protocols.planning import running
from tests.renxin.booking.conftest import clock
from tests.renxin.protocols.protocols import reminding

SUNDAY, FOUR = clock(9, day=1), clock(16, day=2)


def ask_the_unconfirmed(*, at):
    """What the planner has promised by then, beside what was there."""
    before = list(EveCall.objects.values_list("pk", flat=True))
    running.plan(at=at)
    return list(EveCall.objects.exclude(pk__in=before).select_related("promise"))


@pytest.fixture(autouse=True)
def on(db):
    reminding(at=SUNDAY - timedelta(days=1))


@pytest.fixture
def appointment(wang_fang, terms):
    return book(wang_fang, terms, by=None, at=SUNDAY)


@pytest.fixture
def call(appointment):
    return ask_the_unconfirmed(at=FOUR)[0].promise


def test_on_the_eve_the_desk_owes_a_call_to_who_has_not_confirmed(appointment):
    made = ask_the_unconfirmed(at=FOUR)

    promise = made[0].promise
    assert (promise.kind, promise.owner_role) == ("CONFIRM", "GREETER")
    assert promise.due_at == clock(19, 30, day=2)
    assert "王芳" in promise.what


def test_it_is_owed_once(appointment, call):
    assert ask_the_unconfirmed(at=FOUR + timedelta(minutes=10)) == []


@pytest.mark.parametrize("at", [clock(15, 59, day=2), clock(19, 30, day=2)])
def test_only_in_the_afternoon(appointment, at):
    assert ask_the_unconfirmed(at=at) == []


def test_who_confirmed_is_left_in_peace(appointment):
    appointment.confirm(way=Way.PORTAL, by=None, at=SUNDAY)

    assert ask_the_unconfirmed(at=FOUR) == []


def test_who_booked_today_is_left_in_peace(wang_fang, terms):
    book(wang_fang, terms, by=None, at=clock(9, day=2))

    assert ask_the_unconfirmed(at=FOUR) == []


def test_confirmed_meanwhile_the_call_is_kept(appointment, call):
    appointment.confirm(way=Way.PORTAL, by=None, at=FOUR)

    assert Ending.objects.get(promise=call).outcome == "CONFIRMED"
    assert appointment.confirmations.count() == 1


def test_the_desk_hears_yes_and_the_appointment_is_confirmed(
    appointment, call, greeter_lin
):
    call.keep(outcome="CONFIRMED", by=greeter_lin, at=FOUR)

    confirmation = appointment.confirmations.get()
    assert (confirmation.way, confirmation.by) == (Way.PHONE, greeter_lin)


def test_they_want_another_day_and_nothing_is_confirmed(appointment, call, greeter_lin):
    call.keep(outcome="WANTS_ANOTHER_DAY", by=greeter_lin, at=FOUR)

    assert not appointment.confirmations.exists()


def test_cancelled_or_moved_the_call_is_let_go_and_asked_for_anew(
    appointment, call, terms
):
    later = replace(terms, place=replace(terms.place, starts_at=clock(15)))
    move(appointment, later, by=None, at=FOUR)

    assert Ending.objects.get(promise=call).how == "RELEASED"
    assert not Promise.objects.open().exists()

    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=FOUR)
    assert EveCall.objects.count() == 1


def test_the_dead_are_not_called(appointment, wang_fang):
    wang_fang.died_on = SUNDAY.date()
    wang_fang.save()

    assert ask_the_unconfirmed(at=FOUR) == []


def test_the_desk_may_promise_a_call_before_the_house_does(
    appointment, greeter_lin, dongyuan
):
    call = promise_call(appointment, by=greeter_lin, at=clock(9, 30, day=2))

    promise = call.promise
    assert (promise.kind, promise.owner_role) == ("CONFIRM", "GREETER")
    assert promise.made_by == greeter_lin
    assert (promise.due_from, promise.due_at) == (
        clock(9, 30, day=2),
        clock(19, 30, day=2),
    )
    assert ask_the_unconfirmed(at=FOUR) == []


def test_nobody_is_promised_two_calls_about_one_time(appointment, call, greeter_lin):
    with pytest.raises(CallPromised):
        promise_call(appointment, by=greeter_lin, at=FOUR)

    assert Promise.objects.count() == 1


def test_who_said_yes_is_not_called_once_more(appointment, greeter_lin):
    appointment.confirm(way=Way.PORTAL, by=None, at=SUNDAY)

    with pytest.raises(ConfirmedAlready):
        promise_call(appointment, by=greeter_lin, at=FOUR)


def test_who_asked_not_to_be_called_is_left_in_peace(
    appointment, wang_fang, greeter_lin
):
    terms = Terms(kind="CALL", what="回访", due_at=FOUR, owner_role="GREETER")
    asked = Promise.make(
        wang_fang, terms, clinic=appointment.clinic, by=None, at=SUNDAY
    )
    OptOut.objects.create(patient=wang_fang, promise=asked, at=SUNDAY)

    with pytest.raises(NotToBeContacted):
        promise_call(appointment, by=greeter_lin, at=FOUR)

    assert not EveCall.objects.exists()


def test_asked_at_night_it_is_due_in_the_morning_and_before_the_visit(
    appointment, greeter_lin
):
    call = promise_call(appointment, by=greeter_lin, at=clock(21, day=2))

    promise = call.promise
    assert (promise.due_from, promise.due_at) == (clock(9), clock(9, 30))


def test_with_no_hour_left_to_ring_nothing_is_promised(appointment, greeter_lin):
    with pytest.raises(TooLateToCall):
        promise_call(appointment, by=greeter_lin, at=clock(9, 45))


def test_the_promise_says_nothing_of_any_guess(appointment, greeter_lin):
    promise = promise_call(appointment, by=greeter_lin, at=FOUR).promise

    assert promise.why == "前台想在就诊前再打一次电话。"
    assert promise.words == promise.asks == ""


def test_a_call_a_colleague_wrote_down_counts_as_one(
    appointment, wang_fang, greeter_lin
):
    terms = Terms(kind="CONFIRM", what="提醒明天", due_at=FOUR, owner_role="GREETER")
    Promise.make(wang_fang, terms, clinic=appointment.clinic, by=None, at=SUNDAY)

    with pytest.raises(CallPromised):
        promise_call(appointment, by=greeter_lin, at=FOUR)
