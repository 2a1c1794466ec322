import pytest

from renxin.patients.models import Consent
from tests.cast import signed_in

YES = {
    "purpose": "MKT",
    "answer": "GIVEN",
    "given_by": "OWN",
    "method": "PAPER",
    "evidence": "表 17",
}


@pytest.fixture
def desk(client, english_desk):
    return signed_in(client, english_desk)


def answer(client, patient, **fields):
    return client.post(f"/patients/{patient.pk}/consents/", YES | fields)


def test_a_yes_is_kept_with_its_proof_and_address(desk, wang_fang):
    assert answer(desk, wang_fang).status_code == 200

    consent = wang_fang.consents.get()
    assert (consent.answer, consent.evidence) == ("GIVEN", "表 17")
    assert consent.address == "127.0.0.1"
    assert consent.text_version


def test_a_yes_without_proof_is_refused(desk, wang_fang):
    refused = answer(desk, wang_fang, evidence=" ")

    assert refused.status_code == 422
    assert "where the proof is" in refused.content.decode()
    assert not Consent.objects.exists()


def test_after_a_no_only_they_can_bring_it_up(desk, wang_fang):
    answer(desk, wang_fang, answer="REFUSED")

    assert answer(desk, wang_fang).status_code == 422
    assert answer(desk, wang_fang, initiative="PATIENT").status_code == 200


def test_taking_it_back_is_one_press(desk, wang_fang):
    answer(desk, wang_fang)
    consent = wang_fang.consents.get()

    done = desk.post(
        f"/patients/{wang_fang.pk}/consents/{consent.pk}/withdrawal/",
        {"method": "SPOKEN"},
    )

    assert done.status_code == 200
    assert consent.withdrawal.method == "SPOKEN"


def test_another_patients_consent_cannot_be_taken_back_here(desk, wang_fang, xiaodou):
    answer(desk, wang_fang)
    consent = wang_fang.consents.get()

    address = f"/patients/{xiaodou.pk}/consents/{consent.pk}/withdrawal/"

    assert desk.post(address, {"method": "SPOKEN"}).status_code == 404


def test_nobody_answers_for_another_clinics_patient(client, wang_fang, outsider_zhao):
    signed_in(client, outsider_zhao)

    assert answer(client, wang_fang).status_code == 404
    assert not Consent.objects.exists()
