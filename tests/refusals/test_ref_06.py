"""REF-06: no campaign, colleague, sender, channel, file or merge revives an opt-out."""

import pytest

from renxin.patients import merge
from renxin.patients.models import Consent, ContactPoint, Patient
from renxin.promises.models import OptOut
from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.models import Stop
from renxin.voice.outbox import replies
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, enrolled, reached
from tests.refusals import ways
from tests.refusals.ways import insert, refused, sql, to
from tests.renxin.voice.conftest import written
from tests.renxin.voice.outbox.test_eligible import said


@pytest.fixture
def stopped(message, gateway):
    """Wang Fang answered a reminder with R."""
    ways.sent([gateway])
    point = ContactPoint.objects.get()
    replies.hear("gateway", "SMS", point, "R", outside_id="1", at=NOON)
    return point


def offer_to(patient, clinic, number, **told):
    return written(patient, clinic, purpose="MKT", about_id=number, **told)


def test_on_a_page_nobody_lifts_it_with_nothing_to_show(stopped, desk):
    stop = Stop.objects.first()

    answer = desk(Role.GREETER).post(to("voice:lifted", stop.pk), {"evidence": " "})

    assert answer.status_code == 422
    assert stop in Stop.objects.standing()


def test_on_a_page_a_new_consent_does_not_lift_it(stopped, desk, wang_fang, dongyuan):
    yes = {"purpose": "MKT", "answer": "GIVEN", "method": "PAPER", "evidence": "表 9"}
    here = to("patients:consents", wang_fang.pk)

    desk(Role.GREETER).post(here, yes)

    assert Consent.objects.exists()
    when = Consent.objects.get().given_at
    assert eligible(offer_to(wang_fang, dongyuan, 2), when).why == Why.STOPPED


def test_by_machine_a_yes_in_reply_does_not_lift_it(stopped, wang_fang, dongyuan):
    replies.hear("gateway", "SMS", stopped, "好的", outside_id="2", at=NOON)

    said(wang_fang, "MKT", Consent.Answer.GIVEN, NOON)
    assert eligible(offer_to(wang_fang, dongyuan, 2), NOON).why == Why.STOPPED


def test_by_machine_neither_another_record_nor_a_merge_nor_a_number_revives_it(
    stopped, wang_fang, dongyuan, manager_gu
):
    again = enrolled(dongyuan, "20260077", "王芳")
    reached(again, stopped.value)
    for patient in (wang_fang, again):
        said(patient, "MKT", Consent.Answer.GIVEN, NOON)
    told = {"contact_point": stopped}
    offers = [
        offer_to(one, dongyuan, pk, **told)
        for pk, one in enumerate((wang_fang, again), 10)
    ]
    assert {eligible(one, NOON).why for one in offers} == {Why.STOPPED}

    merge.merge(kept=again, merged=wang_fang, reason="同一人", by=manager_gu, at=NOON)
    other = reached(again, "+8613800000009").contact_point
    by_another = offer_to(again, dongyuan, 20, contact_point=other)

    assert eligible(by_another, NOON).why == Why.STOPPED


def test_from_a_file_the_same_number_comes_back_and_stays_stopped(
    stopped, bring, dongyuan
):
    bring(
        "patient_id,name,phone,refuses_contact\n7,王芳,13812342207,否\n",
        "patients",
    )

    again = Patient.objects.exclude(number="20260001").get()
    said(again, "MKT", Consent.Answer.GIVEN, NOON)
    offer = offer_to(again, dongyuan, 30, contact_point=stopped)
    assert eligible(offer, NOON).why == Why.STOPPED


@pytest.mark.parametrize(
    "tried", ["UPDATE voice_stop SET channel = 'EMAIL'", "DELETE FROM voice_stop"]
)
def test_in_the_database_a_stop_stays(stopped, tried):
    with refused("Cannot"):
        sql(tried)


def test_in_the_database_it_is_lifted_only_with_something_to_show(stopped, carer):
    told = {"stop_id": Stop.objects.first().pk, "by_id": carer.pk, "at": NOON}

    with refused("stop_lifted_with_evidence"):
        insert("voice_stoplifted", evidence="", **told)


@pytest.mark.parametrize(
    "tried",
    ["DELETE FROM promises_optout", "UPDATE promises_optout SET at = now()"],
)
def test_in_the_database_whoever_asked_not_to_be_called_is_not_forgotten(
    owe, carer, wang_fang, tried
):
    owe(wang_fang).stop_calls(by=carer, at=NOON)

    with refused("asked not to be called|Cannot update"):
        sql(tried)
    assert OptOut.objects.exists()
