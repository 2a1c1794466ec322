"""REF-08: not at night, not too often, not the dead, no one who complains, no child."""

from datetime import timedelta

import pytest
import time_machine

from renxin.feedback.models import Complaint
from renxin.patients.models import Patient
from renxin.staff.roles import Role
from renxin.voice.kinds import Receipt, Why
from renxin.voice.law.kinds import Answer
from renxin.voice.law.known import Known
from renxin.voice.law.predicates import judge
from renxin.voice.models import Dispatch, Message, Withheld
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, TODAY
from tests.refusals import ways
from tests.refusals.ways import to
from tests.renxin.voice.conftest import written
from tests.renxin.voice.outbox.test_eligible import said

# What a copied row has of its own.
OWN = {"id", "out_id", "about_id"}
TEN_AT_NIGHT = NOON + timedelta(hours=10)


def died(patient, _clinic):
    Patient.objects.filter(pk=patient.pk).update(died_on=NOON.date())
    return written(patient, _clinic)


def complained(patient, clinic):
    said(patient, "MKT", "GIVEN")
    Complaint.objects.create(patient=patient, received_at=NOON - timedelta(days=2))
    return written(patient, clinic, purpose="MKT")


def is_a_child(patient, clinic):
    Patient.objects.filter(pk=patient.pk).update(birth_on="2019-09-01")
    return written(patient, clinic)


def heard_enough(patient, clinic):
    for nth in range(3):
        earlier = written(patient, clinic, about_id=100 + nth, ended_at=NOON)
        told = {"channel": "test", "receipt": Receipt.ACCEPTED, "words": ""}
        Dispatch.objects.create(message=earlier, at=NOON - timedelta(hours=1), **told)
    return written(patient, clinic)


SPARED = {
    died: Why.DIED,
    complained: Why.COMPLAINT,
    is_a_child: Why.GUARDIAN,
    heard_enough: Why.TOO_MANY,
}


def test_on_a_page_nobody_is_rung_at_night(owe, wang_fang, desk):
    with time_machine.travel(TEN_AT_NIGHT, tick=False):
        owe(wang_fang)
        answer = desk(Role.CARE).post(to("followup:call_next"))

    assert answer.status_code == 422
    assert "Nobody is to be rung at this moment" in answer.content.decode()


@pytest.mark.parametrize("spared", SPARED, ids=lambda one: one.__name__)
def test_by_machine_whoever_is_to_be_spared_hears_nothing(
    wang_fang, dongyuan, gateway, spared
):
    kept_back = spared(wang_fang, dongyuan)

    ways.sent([gateway])

    assert Withheld.objects.get(message=kept_back).why == SPARED[spared]
    assert gateway.took == []


def test_by_machine_the_rules_offer_nothing_to_a_child():
    assert judge(Known(youngest=9), "mkt", on=TODAY)["AD-MIN-01"] == Answer.BROKEN


def test_by_machine_at_night_it_waits_for_the_morning(wang_fang, dongyuan, gateway):
    late = written(wang_fang, dongyuan, not_after=NOON + timedelta(days=2))

    ways.sent([gateway], TEN_AT_NIGHT)

    assert gateway.took == []
    late.refresh_from_db()
    assert late.not_before == NOON + timedelta(hours=20)


def test_from_a_file_that_somebody_died_is_heeded(bring, dongyuan):
    bring("patient_id,name,phone,died_on\n7,许念,13800000007,2026-02-01\n", "patients")

    patient = Patient.objects.get(name="许念")
    point = patient.reaches.get().contact_point
    assert eligible(written(patient, dongyuan, contact_point=point), NOON).why == "DIED"


def test_from_a_file_an_open_complaint_is_heeded(bring, dongyuan):
    bring("patient_id,name,phone\n7,许念,13800000007\n", "patients")
    bring("complaint_id,patient_id,received_at\n1,7,2026-02-20 10:00\n", "complaints")

    patient = Patient.objects.get(name="许念")
    said(patient, "MKT", "GIVEN")
    point = patient.reaches.get().contact_point
    offer = written(patient, dongyuan, purpose="MKT", contact_point=point)
    assert eligible(offer, NOON).why == Why.COMPLAINT


def test_in_the_database_a_row_laid_into_the_outbox_is_weighed_like_any(
    wang_fang, dongyuan, gateway
):
    pattern = died(wang_fang, dongyuan)
    columns = ", ".join(
        one.column for one in Message._meta.concrete_fields if one.name not in OWN
    )
    ways.sql(
        f"INSERT INTO voice_message ({columns}, out_id, about_id) SELECT {columns},"
        " gen_random_uuid(), 77 FROM voice_message WHERE id = %s",
        [pattern.pk],
    )

    ways.sent([gateway])

    laid = Withheld.objects.get(message__about_id=77)
    assert laid.why == Why.DIED
    assert gateway.took == []


def test_in_the_database_no_message_is_due_after_its_time(message):
    with ways.refused("message_window_in_order"):
        ways.sql("UPDATE voice_message SET not_after = not_before - interval '1 hour'")
