"""REF-05: no offer without a live consent; silence, a visit, a number are none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.followup.models import MinedList
from renxin.patients.models import Consent, ContactPoint, Patient
from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.models import Withheld
from renxin.voice.outbox import policy, replies
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, enrolled
from tests.refusals import ways
from tests.refusals.ways import insert, refused, to
from tests.renxin.voice.conftest import written

OFFERS = sorted(policy.marketing())


def row(patient, **more):
    told = {"purpose": "MKT", "answer": "GIVEN", "channels": "", "given_by": "OWN"}
    told |= {"initiative": "HOUSE", "method": "PAPER", "text_version": "1"}
    told |= {"language": "zh-hans", "evidence": "登记表 9", "given_at": NOON}
    return told | {"patient_id": patient.pk} | more


def test_on_a_page_a_yes_nobody_can_show_is_not_kept(desk, wang_fang):
    said = {"purpose": "MKT", "answer": "GIVEN", "method": "SPOKEN", "evidence": " "}

    answer = desk(Role.GREETER).post(to("patients:consents", wang_fang.pk), said)

    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_on_a_page_no_list_names_whoever_never_agreed(desk, came, wang_fang):
    came(wang_fang, at=timezone.now() - timedelta(days=210))

    answer = desk(Role.CARE).post(to("followup:list_new"), {"sort": "OVERDUE"})

    assert answer.status_code == 422
    assert not MinedList.objects.exists()


@pytest.mark.parametrize("purpose", OFFERS)
def test_by_machine_a_visit_and_a_number_are_no_consent(
    came, wang_fang, dongyuan, gateway, purpose
):
    came(wang_fang)
    written(wang_fang, dongyuan, purpose=purpose)

    ways.sent([gateway])

    assert Withheld.objects.get().why == Why.NO_CONSENT
    assert gateway.took == []


def test_by_machine_a_yes_to_a_reminder_agrees_to_no_offer(
    message, wang_fang, dongyuan, gateway
):
    ways.sent([gateway])
    point = ContactPoint.objects.get()
    replies.hear("gateway", "SMS", point, "好的", outside_id="1", at=NOON)

    offer = written(wang_fang, dongyuan, purpose="MKT", about_id=2)
    assert eligible(offer, NOON).why == Why.NO_CONSENT


def test_from_a_file_no_consent_is_ever_brought_in(bring, dongyuan):
    bring(
        "patient_id,name,phone,refuses_contact\n7,许念,13800000007,否\n",
        "patients",
    )

    brought = Patient.objects.get(name="许念")
    point = brought.reaches.get().contact_point
    offer = written(brought, dongyuan, purpose="MKT", contact_point=point)
    assert not Consent.objects.exists()
    assert eligible(offer, NOON).why == Why.NO_CONSENT


@pytest.mark.parametrize("unshown", [{"evidence": ""}, {"method": "IMPORTED"}])
def test_in_the_database_a_yes_nobody_can_show_is_not_kept(wang_fang, unshown):
    with refused("consent_given_can_be_shown"):
        insert("patients_consent", **row(wang_fang, **unshown))


def test_in_the_database_no_list_names_whoever_never_agreed(
    overdue, agreed, carer, wang_fang, dongyuan
):
    told = {"clinic_id": dongyuan.pk, "sort": "OVERDUE", "found": 1, "beyond": 0}
    told |= {"without_consent": 0, "left_in_peace": 0, "by_id": carer.pk, "at": NOON}
    insert("followup_minedlist", **told)
    stranger = enrolled(dongyuan, "N1", "无同意")

    name = {"mined_list_id": MinedList.objects.get().pk, "patient_id": stranger.pk}
    with refused("listed_with_consent"):
        insert("followup_listrow", place=1, why="", is_agreed=False, **name)
