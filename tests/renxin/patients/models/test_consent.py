from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from renxin.journal.models import Entry
from renxin.patients.models import Consent
from renxin.patients.models.consent import (
    AlreadyWithdrawn,
    AskedTooSoon,
    GuardianMustAnswer,
    NoEvidence,
)
from tests.cast import NOON

HALF_A_YEAR = timedelta(days=180)


def consent(patient, answer="GIVEN", **fields):
    given = {"purpose": "MKT", "method": "PAPER", "evidence": "表 17"} | fields
    return Consent(patient=patient, answer=answer, **given)


def live(patient, at=NOON):
    return Consent.objects.live(patient, "MKT", at=at)


def test_a_consent_holds_from_when_it_was_given(wang_fang, greeter_lin):
    given = consent(wang_fang).answered(by=greeter_lin, at=NOON)

    assert live(wang_fang) == given
    assert live(wang_fang, at=NOON - timedelta(seconds=1)) is None


def test_consent_for_one_purpose_is_none_for_another(wang_fang, greeter_lin):
    consent(wang_fang).answered(by=greeter_lin, at=NOON)

    assert Consent.objects.live(wang_fang, "RECALL", at=NOON) is None


def test_withdrawing_works_at_once_and_the_past_stays_lawful(wang_fang, greeter_lin):
    given = consent(wang_fang).answered(by=greeter_lin, at=NOON)

    given.withdraw(method="CALL", by=greeter_lin, at=NOON + timedelta(hours=1))

    assert live(wang_fang, at=NOON + timedelta(hours=1)) is None
    assert live(wang_fang, at=NOON + timedelta(minutes=59)) == given


def test_a_consent_is_withdrawn_once(wang_fang, greeter_lin):
    given = consent(wang_fang).answered(by=greeter_lin, at=NOON)
    given.withdraw(method="CALL", by=greeter_lin, at=NOON)

    with pytest.raises(AlreadyWithdrawn):
        given.withdraw(method="CALL", by=greeter_lin, at=NOON)


def test_an_expired_consent_no_longer_holds(wang_fang, greeter_lin):
    day = NOON + timedelta(days=1)
    consent(wang_fang, expires_at=day).answered(by=greeter_lin, at=NOON)

    assert live(wang_fang)
    assert live(wang_fang, at=day) is None


@pytest.mark.parametrize("ends", ["REFUSED", "withdrawn"])
def test_after_a_no_we_do_not_ask_for_half_a_year(wang_fang, greeter_lin, ends):
    if ends == "REFUSED":
        consent(wang_fang, "REFUSED").answered(by=greeter_lin, at=NOON)
    else:
        given = consent(wang_fang).answered(by=greeter_lin, at=NOON)
        given.withdraw(method="CALL", by=greeter_lin, at=NOON)

    with pytest.raises(AskedTooSoon):
        consent(wang_fang).answered(
            by=greeter_lin, at=NOON + HALF_A_YEAR - timedelta(seconds=1)
        )
    again = consent(wang_fang).answered(by=greeter_lin, at=NOON + HALF_A_YEAR)
    assert live(wang_fang, at=NOON + HALF_A_YEAR) == again


def test_they_may_bring_it_up_themselves_at_any_time(wang_fang, greeter_lin):
    consent(wang_fang, "REFUSED").answered(by=greeter_lin, at=NOON)
    later = NOON + timedelta(days=1)

    given = consent(wang_fang, initiative="PATIENT").answered(by=greeter_lin, at=later)

    assert live(wang_fang, at=later) == given


def test_a_child_does_not_answer_alone(xiaodou, greeter_lin):
    with pytest.raises(GuardianMustAnswer):
        consent(xiaodou).answered(by=greeter_lin, at=NOON)

    assert consent(xiaodou, given_by="MOTHER").answered(by=greeter_lin, at=NOON).pk


def test_a_consent_nobody_can_show_is_not_kept(wang_fang, greeter_lin):
    with pytest.raises(NoEvidence):
        consent(wang_fang, evidence="  ").answered(by=greeter_lin, at=NOON)


def test_an_answer_cannot_be_rewritten(wang_fang, greeter_lin):
    consent(wang_fang).answered(by=greeter_lin, at=NOON)

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Consent.objects.update(answer="REFUSED")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Consent.objects.all().delete()


def test_every_answer_stands_on_the_timeline(wang_fang, greeter_lin):
    given = consent(wang_fang).answered(by=greeter_lin, at=NOON)
    given.withdraw(method="CALL", by=greeter_lin, at=NOON)
    consent(wang_fang, "REFUSED", purpose="RECALL").answered(by=greeter_lin, at=NOON)

    assert list(Entry.objects.order_by("pk").values_list("fact", flat=True)) == [
        "patients.consent_given",
        "patients.consent_withdrawn",
        "patients.consent_refused",
    ]
    assert Entry.objects.first().told().telling() == "Offers and events"
