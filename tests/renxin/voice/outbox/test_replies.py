from datetime import timedelta

import pytest

from renxin.patients.models import ContactPoint
from renxin.promises.models import Promise
from renxin.voice.kinds import Meaning, Why
from renxin.voice.models import Reply, Stop
from renxin.voice.outbox import replies, sending, stops, subjects
from renxin.voice.outbox.eligible import eligible
from renxin.voice.outbox.reading import meaning_of
from tests.cast import NOON
from tests.renxin.voice.conftest import written

LATER = NOON + timedelta(minutes=3)


@pytest.fixture
def point(wang_fang):
    return ContactPoint.objects.get()


@pytest.fixture
def sent(message, gateway):
    sending.send(message.pk, now=lambda: NOON, by=gateway)
    return message


def hear(point, words, number="1"):
    return replies.hear("gateway", "SMS", point, words, outside_id=number, at=LATER)


@pytest.mark.parametrize(
    "words",
    ["R", "ｒ", " t ", "TD", "n", "0000", "退订", "【拒收】", "别发了！", "不要再发。",
     "stop", "Stop.", "opt out", "ＵＮＳＵＢＳＣＲＩＢＥ"],
)  # fmt: skip
def test_a_stop_is_understood_however_it_is_typed(words):
    assert meaning_of(words) is Meaning.STOP


@pytest.mark.parametrize(
    "words", ["明天来不了，改周五可以吗", "RT", "不是退订的意思", "", "N 号楼在哪里"]
)
def test_what_is_more_than_a_word_is_read_by_a_person(words):
    assert meaning_of(words) is Meaning.FREE


def test_a_stop_is_heeded_at_once_and_other_purposes_go_on(
    sent, point, wang_fang, dongyuan
):
    hear(point, "退订")

    reminder = written(wang_fang, dongyuan, about_id=2)
    care = written(wang_fang, dongyuan, about_id=3, purpose="CARE")
    assert eligible(reminder, LATER).why == Why.STOPPED
    assert eligible(care, LATER).sends


def test_they_may_take_it_back_themselves_with_something_to_show(
    sent, point, wang_fang, dongyuan, manager_gu
):
    hear(point, "R")

    with pytest.raises(stops.NoEvidence):
        stops.lift(Stop.objects.first(), evidence=" ", by=manager_gu, at=LATER)
    for one in Stop.objects.all():
        stops.lift(one, evidence="3 月 2 日来电录音", by=manager_gu, at=LATER)

    assert eligible(written(wang_fang, dongyuan, about_id=2), LATER).sends


def test_a_yes_does_what_the_storey_above_registered(sent, point, monkeypatch):
    heard = []
    agreed = {"thing": lambda message, _at: heard.append(message) or True}
    monkeypatch.setattr(subjects, "agreements", agreed)
    monkeypatch.setattr(replies, "agreements", agreed)

    hear(point, "确认")

    assert heard == [sent]
    assert not Promise.objects.exists()


def test_their_own_words_become_a_promise_of_the_front_desk(sent, point):
    reply = hear(point, "明天来不了，改周五可以吗")

    assert reply.promise.owner_role == "GREETER"
    assert reply.promise.why == "明天来不了，改周五可以吗"


def test_the_same_reply_twice_is_one(sent, point):
    hear(point, "改周五可以吗")
    hear(point, "改周五可以吗")

    assert Reply.objects.count() == Promise.objects.count() == 1


def test_a_number_nobody_knows_is_kept_and_promises_nothing(db):
    reply = hear(ContactPoint.phone("+8613899998888"), "你们几点开门")

    assert reply.patient is None
    assert not Promise.objects.exists()
