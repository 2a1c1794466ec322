from datetime import timedelta

import pytest

from renxin.journal.models import Entry
from renxin.patients.merge import merge
from renxin.patients.models import Consent
from renxin.patients.models.consent import Method
from renxin.voice import channels
from renxin.voice.channels import Answer, Heard
from renxin.voice.kinds import Why
from renxin.voice.law.pack import pack
from renxin.voice.models import Dispatch, Doubt, Message, Outlet, Stop, Withheld
from renxin.voice.models.outlet import Typed
from renxin.voice.outbox import sending, speaking, taking
from renxin.voice.outbox.settling import Handed, settle
from renxin.voice.outbox.subjects import fillings
from renxin.voice.wordings.filling import HIDDEN
from renxin.voice.wordings.library import library
from tests.cast import NOON, enrolled, reached
from tests.renxin.voice.conftest import in_words, written

OFFER = "【{clinic}】{name}您好，新的一年我们为您留了洗牙的时间，拒收请回复R"
LATER = NOON + timedelta(minutes=3)  # what was in hand then is free by now
A_SECOND = timedelta(seconds=1)


def liu_min(clinic):
    patient = enrolled(clinic, "P-9", "刘敏")
    reached(patient, "+8613900001111")
    return patient


def send(message, gateway, at=NOON):
    return sending.send(message.pk, now=lambda: at, by=gateway)


def test_what_is_due_goes_out_once_and_the_timeline_tells_it(message, gateway):
    assert send(message, gateway)
    assert not send(message, gateway)

    assert [letter.to for letter in gateway.took] == ["+8613812342207"]
    assert "李予安" in Dispatch.objects.get().words
    assert Entry.objects.get(fact="voice.messaged").patient_id == message.patient_id


def test_it_is_kept_which_words_went_out_and_under_which_reading_of_the_law(
    message, gateway
):
    send(message, gateway)

    message.refresh_from_db()
    words = library(at=NOON).spoken(message.saying, "SMS", message.language)
    assert message.wording_id == words.version_id
    assert message.wording_number == words.number
    assert message.law == pack().edition


def test_what_may_not_go_out_leaves_its_reason(message, gateway, thing):
    thing["why"] = Why.MOVED

    assert not send(message, gateway)

    assert gateway.took == []
    assert Withheld.objects.get().why == Why.MOVED
    assert not Message.objects.waiting().exists()


def test_it_waits_for_its_time(message, gateway):
    assert not send(message, gateway, at=NOON - timedelta(seconds=1))
    assert send(message, gateway)


def test_a_lost_answer_is_asked_for_and_nothing_is_sent_twice(message, gateway):
    gateway.answers = [Heard.UNKNOWN]

    send(message, gateway)
    assert not Dispatch.objects.exists()
    send(message, gateway, at=LATER)

    assert Dispatch.objects.count() == 1
    assert len(gateway.took) == 1


def test_a_broken_line_is_asked_about_and_then_tried_again(message, gateway):
    gateway.answers = [TimeoutError()]

    send(message, gateway)
    assert not send(message, gateway)  # still in hand
    send(message, gateway, at=LATER)

    assert len(gateway.took) == 1
    assert Dispatch.objects.count() == 1


def test_killed_just_after_handing_over_it_is_not_sent_again(
    message, gateway, monkeypatch
):
    def killed(*_given, **_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            send(message, gateway)
    send(message, gateway, at=LATER)

    assert len(gateway.took) == 1
    assert Dispatch.objects.count() == 1


def test_while_nobody_knows_it_is_held_and_in_the_end_shown_as_uncertain(
    message, gateway
):
    gateway.answers = [TimeoutError()]
    gateway.knows[str(message.out_id)] = Heard.UNKNOWN
    send(message, gateway)

    at = LATER
    while at < NOON + timedelta(hours=25):
        send(message, gateway, at=at)
        at += timedelta(hours=1)

    assert gateway.took == []
    assert Doubt.objects.open().get().message == message


def test_what_advertises_is_never_tried_again(
    wang_fang, dongyuan, gateway, monkeypatch
):
    Consent.objects.create(
        patient=wang_fang,
        purpose="MKT",
        answer=Consent.Answer.GIVEN,
        method=Method.PAPER,
        text_version="1",
        evidence="登记表",
        given_at=NOON,
    )
    offer = written(wang_fang, dongyuan, purpose="MKT")
    monkeypatch.setattr(speaking, "found_for", lambda *_said: in_words(OFFER))
    gateway.answers = [TimeoutError()]

    send(offer, gateway)
    send(offer, gateway, at=LATER)

    assert gateway.took == []
    assert Doubt.objects.get().message == offer


def test_three_clear_refusals_are_enough_and_no_other_way_leads_there(message, gateway):
    gateway.answers = [Heard.NO] * 3
    gateway.ask = lambda _question: Answer(Heard.NO)

    for minutes in (0, 3, 6, 9):
        send(message, gateway, at=NOON + timedelta(minutes=minutes))

    assert Withheld.objects.get().why == Why.NO_CHANNEL


def test_a_clear_no_is_tried_again_though_nobody_can_be_asked(message, gateway):
    gateway.answers = [Heard.NO]
    gateway.ask = lambda _question: Answer(Heard.UNKNOWN)

    assert not send(message, gateway)
    assert send(message, gateway, at=LATER)

    assert Dispatch.objects.count() == 1
    assert not Doubt.objects.exists()


def test_only_clear_noes_are_counted_as_such(message, gateway):
    gateway.answers = [TimeoutError(), TimeoutError(), TimeoutError(), Heard.NO]

    for minutes in (0, 3, 6, 9, 12):
        send(message, gateway, at=NOON + timedelta(minutes=minutes))

    assert Dispatch.objects.count() == 1
    assert not Withheld.objects.exists()


def test_a_channel_is_asked_of_the_days_since_it_was_handed_over(message, gateway):
    asked, late = [], NOON + timedelta(hours=5)
    gateway.answers = [TimeoutError()]
    gateway.ask = lambda question: asked.append(question) or Answer(Heard.UNKNOWN)

    send(message, gateway, at=late)
    send(message, gateway, at=late + timedelta(minutes=3))

    assert [one.since for one in asked] == [late]
    assert not Doubt.objects.exists()  # its two hours began when it was handed over


@pytest.mark.parametrize("odd", [KeyError("Code"), AttributeError("get"), TypeError()])
def test_an_odd_answer_keeps_nothing_else_from_going(
    wang_fang, dongyuan, gateway, monkeypatch, odd
):
    monkeypatch.setattr(channels, "in_use", lambda: [gateway])
    first = written(wang_fang, dongyuan, about_id=1)
    written(liu_min(dongyuan), dongyuan, about_id=2, not_before=NOON + A_SECOND)
    gateway.answers = [odd]

    assert sending.send_due(now=lambda: NOON + 2 * A_SECOND) == 1
    assert Message.objects.waiting().get() == first


def test_when_the_last_channel_is_switched_off_what_is_due_waits(
    message, manager_gu, settings, tmp_path
):
    settings.HOME = tmp_path
    for is_on in (True, False):
        typed = Typed("aliyun", {"endpoint": "http://127.0.0.1:9"}, {}, is_on=is_on)
        Outlet.set_up(typed, by=manager_gu, at=NOON)

    sending.send_due(now=lambda: NOON)

    assert Message.objects.waiting().get() == message


def test_a_stop_holds_whatever_clock_it_was_said_by(message, gateway):
    ahead = NOON + timedelta(minutes=5)
    Stop.objects.create(patient=message.patient, purpose="SVC_MSG", at=ahead)

    assert not send(message, gateway)
    assert Withheld.objects.get().why == Why.STOPPED


def test_of_two_records_that_are_one_person_one_message_is_in_hand(
    wang_fang, dongyuan, manager_gu
):
    other = liu_min(dongyuan)
    first = written(wang_fang, dongyuan, about_id=1)
    taking.take([first.pk], most=1, at=NOON)
    merge(kept=other, merged=wang_fang, reason="同一人", by=manager_gu, at=NOON)
    second = written(other, dongyuan, about_id=2)

    assert taking.take([second.pk], most=1, at=NOON) == []


def test_at_night_it_is_put_back_until_morning(wang_fang, dongyuan, gateway):
    night, morning = NOON + timedelta(hours=10), NOON + timedelta(hours=20)
    message = written(wang_fang, dongyuan, not_after=NOON + timedelta(days=2))

    assert not send(message, gateway, at=night)
    assert not send(message, gateway, at=morning - timedelta(minutes=1))
    assert send(message, gateway, at=morning)


def test_nothing_is_sent_when_little_is_left_of_the_time_in_hand(message, gateway):
    moments = iter([NOON, NOON])

    sending.send(
        message.pk,
        now=lambda: next(moments, NOON + timedelta(seconds=110)),
        by=gateway,
    )

    assert gateway.took == []


def test_whoever_lost_it_meanwhile_does_not_end_it(message, gateway):
    taken = taking.take([message.pk], most=1, at=NOON)[0]
    taking.take([message.pk], most=1, at=LATER)

    assert not settle([Handed(taken, gateway, "", Answer(Heard.YES))], at=LATER)
    assert not Dispatch.objects.exists()


def test_what_is_secret_goes_out_and_is_kept_nowhere(message, gateway):
    message.saying = "CODE"
    message.hide(code="428170", to="+8613800000000")
    message.save()
    fillings["link"] = lambda _message, _at: "https://renxin.example/k"

    send(message, gateway)

    assert "428170" in gateway.took[0].words
    assert gateway.took[0].to == "+8613800000000"
    assert HIDDEN in Dispatch.objects.get().words
    assert Message.objects.get().sealed is None


def test_all_that_is_due_is_sent_in_order(wang_fang, dongyuan, settings, tmp_path):
    settings.HOME = tmp_path
    for one in (1, 2):
        written(wang_fang, dongyuan, about_id=one)
    written(wang_fang, dongyuan, about_id=3, not_before=NOON + timedelta(hours=1))

    assert sending.send_due(now=lambda: NOON) == 2
    assert Message.objects.waiting().count() == 1
