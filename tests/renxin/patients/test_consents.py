from datetime import timedelta

from renxin.patients.consents import standings
from renxin.patients.models import Consent
from tests.cast import NOON


def standing_of(patient, purpose, at=NOON):
    found = standings(patient, patient.record_ids(), at=at)
    return next(one for one in found if one.purpose == purpose)


def answered(patient, by, purpose, answer, at=NOON):
    consent = Consent(
        patient=patient, purpose=purpose, answer=answer, method="PAPER", evidence="表"
    )
    return consent.answered(by=by, at=at)


def test_the_usual_purposes_stand_open_until_somebody_answers(wang_fang):
    found = standings(wang_fang, [wang_fang.pk], at=NOON)

    assert [one.purpose.value for one in found] == ["CARE", "SVC_MSG", "RECALL", "MKT"]
    assert not any(one.live or one.said_no for one in found)


def test_an_unusual_purpose_shows_once_it_was_answered(wang_fang, greeter_lin):
    answered(wang_fang, greeter_lin, "RESEARCH", "GIVEN")

    assert standing_of(wang_fang, "RESEARCH").live


def test_a_no_says_when_we_may_ask_again(wang_fang, greeter_lin):
    answered(wang_fang, greeter_lin, "MKT", "REFUSED")

    assert standing_of(wang_fang, "MKT").ask_again_at == NOON + timedelta(days=180)
    assert standing_of(wang_fang, "MKT", at=NOON + timedelta(days=181)).said_no
    assert not standing_of(wang_fang, "MKT", at=NOON + timedelta(days=181)).ask_again_at
