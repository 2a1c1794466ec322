from datetime import timedelta

import pytest

from renxin.promises.models import Promise
from renxin.voice.kinds import Trouble
from renxin.voice.models import Line, Silence
from renxin.voice.outbox import sending, silence
from tests.cast import NOON
from tests.renxin.voice.conftest import written

LATER = NOON + timedelta(minutes=31)


def test_on_a_day_with_nothing_due_nothing_is_missed(dongyuan):
    assert silence.look(at=LATER) == []


def test_what_waits_too_long_is_told_once_and_the_manager_owes_an_answer(message):
    silence.look(at=LATER)
    silence.look(at=LATER + timedelta(minutes=10))

    alarm = Silence.objects.get()
    assert (alarm.kind, alarm.waiting) == (Trouble.WAITING, 1)
    assert Promise.objects.get().owner_role == "MANAGER"


def test_when_it_went_out_after_all_the_alarm_is_over(message, gateway):
    silence.look(at=LATER)

    sending.send(message.pk, now=lambda: LATER, by=gateway)
    silence.look(at=LATER)

    assert not Silence.objects.open().exists()


def test_a_day_on_which_all_was_kept_back_is_a_silent_one(wang_fang, dongyuan, gateway):
    for number in range(3):
        one = written(wang_fang, dongyuan, about_id=number, saying="NOBODY_WROTE_IT")
        sending.send(one.pk, now=lambda: NOON, by=gateway)

    found = silence.look(at=NOON)

    assert [one.kind for one in found] == [Trouble.NONE_SENT]


@pytest.mark.parametrize("failures", [4, 5])
def test_a_channel_that_takes_nothing_is_told_of(db, failures):
    Line.failed("gateway", "ConnectionRefusedError", times=failures, at=NOON)

    assert len(silence.look(at=NOON)) == (failures == 5)


def test_a_channel_that_fails_again_the_same_day_is_told_of_again(db):
    for at in (NOON, LATER):
        Line.failed("gateway", "ConnectionRefusedError", times=5, at=at)
        silence.look(at=at)
        assert Silence.objects.open().exists()
        Line.worked("gateway", at=at)
        silence.look(at=at)
        assert not Silence.objects.open().exists()
