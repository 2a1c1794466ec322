import pytest
from django.utils import translation

from renxin.followup.line import held_out, looking, morning
from renxin.followup.line.mending import promise_a_call
from renxin.followup.models import LineBreak
from renxin.followup.refusals import HeldOut
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from tests.cast import NOON, TODAY, enrolled
from tests.renxin.followup.conftest import YESTERDAY
from tests.renxin.followup.trials import DAY, WATCHED, drawn, trial
from tests.renxin.promises.made import promised
from tests.renxin.protocols.protocols import text

REASON = "Held out of A protocol of the tests until 2026-06-01; safety is not touched"


@pytest.fixture
def tried(doctor_li, manager_gu):
    return trial(doctor_li, manager_gu)


@pytest.fixture
def stands(dongyuan):
    return lambda at=NOON: looking.counted([dongyuan.pk], at=at)[dongyuan.pk]


def test_held_out_is_a_reason_of_its_own_and_no_break(
    came, wang_fang, dongyuan, tried, stands
):
    came(wang_fang)
    drawn(tried, wang_fang, dongyuan)

    standing = stands()

    assert (standing.held_out, standing.broken, standing.explained) == (1, 0, 0)
    assert looking.broken([dongyuan.pk], at=NOON) == []


def test_whoever_hears_of_it_is_looked_after_like_everybody(
    came, wang_fang, dongyuan, tried, stands
):
    came(wang_fang)
    drawn(tried, wang_fang, dongyuan, arm="TREATED")

    assert (stands().held_out, stands().broken) == (0, 1)


def test_the_reason_names_the_protocol_and_the_last_day(wang_fang, dongyuan, tried):
    drawn(tried, wang_fang, dongyuan)

    with translation.override("en"):
        held = held_out.latest_of([wang_fang.pk], at=NOON)
        assert held_out.told(held) == REASON
        assert held_out.at_clinic(dongyuan, at=NOON) == [(REASON, 1)]


def test_with_the_day_it_is_over(came, wang_fang, dongyuan, tried, stands):
    came(wang_fang)
    drawn(tried, wang_fang, dongyuan)

    assert stands(at=NOON + WATCHED * DAY).held_out == 1
    assert stands(at=NOON + (WATCHED + 1) * DAY).broken == 1


def test_whoever_came_since_has_told_what_was_asked(
    came, wang_fang, dongyuan, tried, stands
):
    drawn(tried, wang_fang, dongyuan, at=NOON - 9 * DAY)
    came(wang_fang)

    assert (stands().held_out, stands().broken) == (0, 1)


def test_what_stands_ahead_and_what_was_written_down_go_before_it(
    came, wang_fang, dongyuan, tried, stands, greeter_lin
):
    came(wang_fang)
    drawn(tried, wang_fang, dongyuan)
    promised(wang_fang, dongyuan, by=greeter_lin, at=YESTERDAY)

    assert (stands().ahead, stands().held_out) == (1, 0)


def test_under_whichever_of_their_records(came, wang_fang, dongyuan, tried, stands):
    old = enrolled(dongyuan, "1999", "王芳")
    drawn(tried, old, dongyuan)
    Patient.objects.filter(pk=old.pk).update(merged_into=wang_fang)
    came(wang_fang)

    assert stands().held_out == 1
    assert held_out.latest_of([wang_fang.pk, old.pk], at=NOON)


def test_a_break_of_this_morning_promises_no_call_to_the_held_out(
    came, wang_fang, dongyuan, tried, carer
):
    came(wang_fang)
    morning.count_the_line(at=NOON)
    drawn(tried, wang_fang, dongyuan)

    with pytest.raises(HeldOut, match="Held out of"):
        promise_a_call(LineBreak.objects.get(), by=carer, at=NOON)

    assert not Promise.objects.exists()


def test_a_trial_is_watched_until_ninety_days_after_its_last_contact(
    doctor_li, manager_gu
):
    assert trial(doctor_li, manager_gu, "T-TWO").within_days == WATCHED
    assert "24 hours" in text()


def test_the_dead_are_not_held_out_but_set_aside(
    came, wang_fang, dongyuan, tried, stands
):
    came(wang_fang)
    drawn(tried, wang_fang, dongyuan)
    Patient.objects.filter(pk=wang_fang.pk).update(died_on=TODAY)

    assert (stands().aside, stands().held_out) == (1, 0)
