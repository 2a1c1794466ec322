from datetime import timedelta

import pytest

from renxin.promises.models import Promise
from renxin.promises.pressing import press
from renxin.promises.rows import State, row_of, told_in_full
from tests.cast import NOON, enrolled
from tests.renxin.promises.made import TWO, promised

MINUTE = timedelta(minutes=1)


def row(promise, at=NOON):
    return row_of(told_in_full(Promise.objects.filter(pk=promise.pk)).get(), at=at)


@pytest.mark.parametrize(
    ("minutes", "state"),
    [(-31, State.NEXT), (-30, State.DUE), (0, State.DUE), (1, State.LATE)],
)
def test_half_an_hour_before_it_is_due_a_promise_is_due_now(
    minutes, state, dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    assert row(promise, TWO + minutes * MINUTE).state is state


def test_a_title_always_says_whose_it_is(dongyuan, wang_fang, greeter_lin):
    named = promised(wang_fang, dongyuan, by=greeter_lin)
    unnamed = promised(wang_fang, dongyuan, by=greeter_lin, what="讲方案")

    assert row(named).title == "给王芳回电话"
    assert row(unnamed).title == "王芳: 讲方案"


def test_what_to_do_when_nobody_answers_counts_the_tries(
    dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)
    assert row(promise).if_nobody_answers == "Once more after 4 h, then stop"

    press(promise, "NO_ANSWER", by=greeter_lin, at=NOON)

    assert row(promise).if_nobody_answers == "This is the last try"


def test_a_kind_that_needs_no_call_says_nothing_of_it(dongyuan, wang_fang, greeter_lin):
    promise = promised(wang_fang, dongyuan, by=greeter_lin, kind="EXPLAIN")

    assert row(promise).if_nobody_answers == ""


def test_who_has_died_or_asked_not_to_be_called_is_flagged_before_the_rest(
    dongyuan, wang_fang, greeter_lin
):
    asked = promised(wang_fang, dongyuan, by=greeter_lin)
    open_still = promised(wang_fang, dongyuan, by=greeter_lin)
    asked.stop_calls(by=greeter_lin, at=NOON)
    wang_fang.died_on = NOON.date()
    wang_fang.save()

    texts = [badge.text for badge in row(open_still).badges]

    assert texts == ["Has died", "Asked not to be called"]


@pytest.mark.parametrize("none", ["", "无", "否认", "None"])
def test_no_known_allergy_is_no_flag(none, dongyuan, greeter_lin):
    patient = enrolled(dongyuan, "A-1", "何安", allergies=none)

    assert row(promised(patient, dongyuan, by=greeter_lin)).badges == []


def test_far_off_one_says_the_afternoon_and_not_the_minutes(
    dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    assert row(promise, NOON).part_of_day == "afternoon"
    assert row(promise, TWO - 59 * MINUTE).part_of_day == ""
