from datetime import timedelta

import pytest

from renxin.followup.desk import queue, stopping
from renxin.followup.models import Call, Loss, WrongNumber
from renxin.journal.models import Entry
from renxin.promises.models import OptOut, Promise
from renxin.promises.refusals import TooLateToTakeBack
from renxin.voice.models import Stop
from tests.renxin.followup.desk.conftest import TEN

SECONDS = timedelta(seconds=20)


@pytest.fixture
def back(carer):
    def taken_back(promise, at=TEN + SECONDS):
        promise.refresh_from_db()
        promise.reopen(by=carer, at=at)

    return taken_back


def test_a_mistaken_key_was_no_call(owe, press, back, wang_fang, dongyuan, carer):
    promise = owe(wang_fang)
    call = press(promise, "REACHED")

    back(promise)

    assert call.taken_back.by == carer
    assert not Call.objects.standing().exists()
    assert Promise.objects.open().get() == promise
    due = queue.due(dongyuan, carer, at=TEN + 2 * SECONDS, only_asked=False)
    assert list(due) == [promise]


def test_nor_did_they_ask_to_stop(owe, press, back, wang_fang):
    other, promise = owe(wang_fang, kind="WIN_BACK"), owe(wang_fang, kind="RECALL")
    press(promise, "STOP")

    back(promise)

    assert not Stop.objects.standing().exists()
    told = Entry.objects.filter(fact__in=["voice.stopped", "voice.heard_again"])
    assert list(told.order_by("pk").values_list("fact", flat=True)) == [
        "voice.stopped",
        "voice.heard_again",
    ]
    assert set(Promise.objects.open()) == {other, promise}


def test_what_stands_already_is_not_kept_twice(owe, wang_fang, carer):
    promise = owe(wang_fang, kind="RECALL")
    Stop.objects.create(
        patient=wang_fang, purpose="RECALL", channel="", by=carer, at=TEN - SECONDS
    )
    stopping.stop(Call(promise=promise, patient=wang_fang, by=carer, at=TEN))

    assert Stop.objects.standing().count() == 1


def test_nor_to_hear_nothing_at_all(owe, press, back, wang_fang):
    promise = owe(wang_fang)
    press(promise, "STOP")

    back(promise)

    assert not OptOut.objects.exists()


def test_nor_are_they_lost(owe, press, back, wang_fang):
    promise = owe(wang_fang, kind="WIN_BACK")
    press(promise, "LOST", reason="TRUST")

    back(promise)

    assert not Loss.objects.exists()
    told = Entry.objects.filter(fact__startswith="followup.loss").order_by("pk")
    assert [one.fact for one in told] == [
        "followup.loss_learned",
        "followup.loss_taken_back",
    ]


def test_nor_is_the_number_wrong(owe, press, back, wang_fang):
    promise = owe(wang_fang)
    press(promise, "WRONG")

    back(promise)

    assert not WrongNumber.objects.standing().exists()
    assert wang_fang.reaches.in_use().exists()
    assert Promise.objects.open().get() == promise


def test_after_the_minute_it_was_a_call(owe, press, back, wang_fang):
    promise = owe(wang_fang)
    press(promise, "REACHED")

    with pytest.raises(TooLateToTakeBack):
        back(promise, at=TEN + 4 * SECONDS)

    assert Call.objects.standing().exists()
