from datetime import timedelta

import pytest

from renxin.patients.models import Consent, Reach
from renxin.patients.models.consent import Method
from renxin.voice.kinds import Receipt, Why
from renxin.voice.models import Dispatch
from renxin.voice.outbox import speaking
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, reached
from tests.renxin.voice.conftest import in_words, written

OFFER = "【{clinic}】{name}您好，新的一年我们为您留了洗牙的时间，拒收请回复R"


def said(patient, purpose, answer, at=NOON - timedelta(days=9)):
    return Consent.objects.create(
        patient=patient,
        purpose=purpose,
        answer=answer,
        method=Method.PAPER,
        text_version="1",
        evidence="登记表",
        given_at=at,
    )


def sent(patient, clinic, number, at, **fields):
    for one in range(number):
        earlier = written(patient, clinic, about_id=100 + one, **fields)
        Dispatch.objects.create(
            message=earlier, channel="test", receipt=Receipt.ACCEPTED, words="", at=at
        )


def test_what_still_stands_is_said(message):
    assert eligible(message, NOON).sends


def test_what_no_longer_stands_is_not_said_and_the_reason_is_told(message, thing):
    thing["why"] = Why.MOVED

    assert eligible(message, NOON).why == Why.MOVED


def test_nobody_vouches_for_what_nobody_registered(message):
    message.about = "rocket"

    assert eligible(message, NOON).why == Why.GONE


@pytest.mark.parametrize(
    ("field", "why"), [("died_on", Why.DIED), ("restricted_at", Why.RESTRICTED)]
)
def test_nothing_is_said_to_the_dead_or_to_whom_asked_us_to_stop(
    message, wang_fang, field, why
):
    setattr(wang_fang, field, NOON.date() if field == "died_on" else NOON)
    wang_fang.save()

    assert eligible(message, NOON).why == why


def test_a_number_that_is_theirs_no_longer_hears_nothing(message, wang_fang):
    wang_fang.reaches.update(ended_at=NOON)

    assert eligible(message, NOON).why == Why.UNREACHABLE


def test_a_child_is_written_to_through_the_guardian_only(xiaodou, dongyuan):
    own = reached(xiaodou, "+8613812349999")
    mothers = xiaodou.reaches.get(whose=Reach.Whose.MOTHER)

    to_the_child = written(xiaodou, dongyuan, contact_point=own.contact_point)
    to_the_mother = written(
        xiaodou, dongyuan, contact_point=mothers.contact_point, about_id=2
    )

    assert eligible(to_the_child, NOON).why == Why.GUARDIAN
    assert eligible(to_the_mother, NOON).sends


def test_a_reminder_needs_no_consent_and_bows_to_a_no(message, wang_fang):
    assert eligible(message, NOON).sends

    said(wang_fang, "SVC_MSG", Consent.Answer.REFUSED)

    assert eligible(message, NOON).why == Why.REFUSED


def test_what_advertises_waits_for_a_yes(wang_fang, dongyuan, monkeypatch):
    offer = written(wang_fang, dongyuan, purpose="MKT")
    monkeypatch.setattr(speaking, "found_for", lambda *_said: in_words(OFFER))
    assert eligible(offer, NOON).why == Why.NO_CONSENT

    given = said(wang_fang, "MKT", Consent.Answer.GIVEN)
    assert eligible(offer, NOON).sends

    given.withdraw(method=Method.CALL, by=None, at=NOON)
    assert eligible(offer, NOON).why == Why.NO_CONSENT


def test_at_night_it_waits_for_the_clinics_morning(wang_fang, dongyuan):
    night = NOON + timedelta(hours=10)  # 22:00 in Shanghai
    late = written(wang_fang, dongyuan, not_after=NOON + timedelta(days=2))

    verdict = eligible(late, night)

    assert verdict.wait_until == NOON + timedelta(hours=20)  # 08:00 there
    assert not verdict.sends


def test_the_night_is_that_of_the_clinic(wang_fang, dongyuan):
    dongyuan.zone = "Europe/Lisbon"
    message = written(wang_fang, dongyuan)

    assert eligible(message, NOON).wait_until == NOON + timedelta(hours=4)


def test_what_would_come_too_late_is_not_said(message):
    at_night = NOON + timedelta(hours=10)

    assert eligible(message, at_night).why == Why.TOO_LATE


def test_three_a_day_are_enough(message, wang_fang, dongyuan):
    sent(wang_fang, dongyuan, 2, NOON - timedelta(hours=2))
    assert eligible(message, NOON).sends

    sent(wang_fang, dongyuan, 1, NOON - timedelta(hours=1), saying="HOURS")
    assert eligible(message, NOON).why == Why.TOO_MANY


def test_what_was_said_long_ago_is_not_counted(message, wang_fang, dongyuan):
    sent(wang_fang, dongyuan, 9, NOON - timedelta(days=8))

    assert eligible(message, NOON).sends


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("王*您好，新的一年来洗牙，拒收请回复R", Why.NOT_SIGNED),
        ("【东院】王*您好，新的一年来洗牙", Why.NO_WAY_OUT),
        ("【东院】保证治愈，拒收请回复R", Why.UNLAWFUL),
    ],
)
def test_an_offer_says_who_speaks_and_how_to_stop_it_and_nothing_the_law_bars(
    wang_fang, dongyuan, monkeypatch, words, why
):
    said(wang_fang, "MKT", Consent.Answer.GIVEN)
    monkeypatch.setattr(speaking, "found_for", lambda *_said: in_words(words))

    assert eligible(written(wang_fang, dongyuan, purpose="MKT"), NOON).why == why


def test_without_words_that_somebody_approved_nothing_is_said(wang_fang, dongyuan):
    message = written(wang_fang, dongyuan, saying="NOBODY_WROTE_IT")

    assert eligible(message, NOON).why == Why.NOT_APPROVED


@pytest.mark.parametrize(
    ("day", "sends"),
    [(16, False), (17, False), (19, False), (20, True)],  # 2026: 17 February
)
def test_nobody_is_courted_from_new_years_eve_to_the_third_day(
    wang_fang, dongyuan, monkeypatch, day, sends
):
    monkeypatch.setattr(speaking, "found_for", lambda *_said: in_words(OFFER))
    at = NOON.replace(month=2, day=day)
    said(wang_fang, "MKT", Consent.Answer.GIVEN, NOON - timedelta(days=30))
    offer = written(
        wang_fang,
        dongyuan,
        purpose="MKT",
        not_before=at,
        not_after=NOON,
        about_at=None,
    )

    verdict = eligible(offer, at)

    assert (verdict.why == "" and verdict.wait_until is None) is sends
