from datetime import timedelta

import pytest

from renxin.followup.desk.pace import pace_of
from renxin.visits.models import Visit
from tests.renxin.followup.desk.conftest import TEN
from tests.renxin.followup.trials import DAY, drawn, trial

THEN = TEN - 40 * DAY  # in a window that is over


@pytest.fixture
def pace(dongyuan, carer):
    return lambda at=TEN: pace_of(dongyuan, carer, at=at)


@pytest.fixture
def came_after(dongyuan):
    def come(patient, days):
        at = THEN + days * DAY
        Visit.objects.create(patient=patient, clinic=dongyuan, began_at=at)

    return come


def test_calls_of_today_are_counted_with_what_came_of_them(
    owe, press, pace, wang_fang, xiaodou
):
    press(owe(wang_fang), "REACHED")
    press(owe(xiaodou), "NO_ANSWER")

    told = pace(TEN + timedelta(hours=2))

    assert (told.made, told.mine, told.reached, told.per_hour) == (2, 2, 1, 1.0)


def test_a_mistaken_key_counts_for_nothing(owe, press, pace, wang_fang, carer):
    promise = owe(wang_fang)
    press(promise, "REACHED")
    promise.reopen(by=carer, at=TEN + timedelta(seconds=9))

    assert pace(TEN + timedelta(minutes=1)).made == 0


@pytest.fixture
def rung(owe, press):
    return lambda one: press(owe(one, due_at=THEN, due_from=THEN), "REACHED", at=THEN)


@pytest.fixture
def held_out(doctor_li, manager_gu, dongyuan):
    tried = trial(doctor_li, manager_gu)
    return lambda one: drawn(tried, one, dongyuan, at=THEN)


def test_beside_those_spoken_to_stand_those_held_out(
    rung, held_out, pace, came_after, wang_fang, xiaodou
):
    rung(wang_fang)
    held_out(xiaodou)
    came_after(wang_fang, 9)
    came_after(xiaodou, 31)

    told = pace()

    assert (told.came, told.spoken_to) == (1, 1)
    assert (told.held_came, told.held_out) == (0, 1)
