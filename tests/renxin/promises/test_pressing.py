from datetime import timedelta

import pytest

from renxin.promises.endings import BOOKED, WAYS, Act
from renxin.promises.models import Ending, OptOut, Promise
from renxin.promises.models.ending import How
from renxin.promises.pressing import press
from renxin.promises.refusals import NeedsAReason, NotAWay
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.renxin.promises.made import promised

HOURS = timedelta(hours=1)


@pytest.fixture
def call(dongyuan, wang_fang, greeter_lin) -> Promise:
    return promised(wang_fang, dongyuan, by=greeter_lin)


def test_reached_and_well_keeps_the_promise(call, greeter_lin):
    ending = press(call, "WELL", by=greeter_lin, at=NOON)

    assert (ending.how, ending.outcome) == (How.KEPT, "WELL")


def test_reached_and_not_well_is_kept_and_promises_the_doctor(
    call, greeter_lin, doctor_li
):
    press(call, "UNWELL", said="一直出血", by=greeter_lin, at=NOON)

    onward = Promise.objects.open().get()
    assert (onward.came_of, onward.owner_role) == (call, Role.DOCTOR)
    assert onward.what == "Speak with 王芳, who is not well"
    assert (onward.why, onward.due_at) == ("一直出血", NOON + 2 * HOURS)
    assert onward in Promise.objects.of(doctor_li)


def test_not_well_is_not_enough_without_what_troubles_them(call, greeter_lin):
    with pytest.raises(NeedsAReason):
        press(call, "UNWELL", by=greeter_lin, at=NOON)

    assert Promise.objects.open().get() == call


def test_taking_it_back_releases_what_came_of_it(call, greeter_lin):
    press(call, "UNWELL", said="一直出血", by=greeter_lin, at=NOON)

    call.reopen(by=greeter_lin, at=NOON)

    assert Promise.objects.open().get() == call
    assert Ending.objects.get().how == How.RELEASED


def test_nobody_answers_so_we_ring_once_more_and_then_let_it_rest(call, greeter_lin):
    once = press(call, "NO_ANSWER", by=greeter_lin, at=NOON)
    again = press(call, "NO_ANSWER", by=greeter_lin, at=NOON + 4 * HOURS)

    assert once.due_at == NOON + 4 * HOURS
    assert (again.how, again.outcome) == (How.RELEASED, "NO_ANSWER")


def test_the_second_try_waits_for_the_hours_in_which_we_ring(call, greeter_lin):
    evening = NOON + 5 * HOURS

    moved = press(call, "NO_ANSWER", by=greeter_lin, at=evening)

    assert moved.due_at == NOON + 21 * HOURS


def test_a_wish_not_to_be_called_is_kept(call, wang_fang, greeter_lin):
    ending = press(call, "ASKED_TO_STOP", by=greeter_lin, at=NOON)

    assert (ending.how, ending.outcome) == (How.RELEASED, "ASKED_TO_STOP")
    assert OptOut.objects.get().patient == wang_fang


@pytest.mark.parametrize("code", ["ANOTHER_TIME", "UNDERSTOOD", "", "'; DROP"])
def test_a_key_that_is_not_there_ends_nothing(code, call, greeter_lin):
    with pytest.raises(NotAWay):
        press(call, code, by=greeter_lin, at=NOON)

    assert not Ending.objects.exists()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (kind, way.code)
        for kind, ways in WAYS.items()
        for way in ways
        if way.act not in {Act.ANOTHER_TIME, Act.HAND_OVER} and way is not BOOKED
    ],
)
def test_every_key_of_every_kind_does_what_it_says(
    kind, code, dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin, kind=kind)

    done = press(promise, code, said="她这样说", by=greeter_lin, at=NOON)

    assert done.outcome == code
