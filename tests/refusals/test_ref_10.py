"""REF-10: nobody is courted because of what must never be a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.followup.models import MinedList
from renxin.patients.models import Patient
from renxin.protocols import named
from renxin.protocols.language.reading import Unreadable
from renxin.protocols.models import ProtocolVersion, TreatmentSign
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.refusals import ways
from tests.refusals.ways import insert, refused, to
from tests.renxin.protocols.protocols import text
from tests.renxin.voice.outbox.test_eligible import said

# Minority, religion, disability, debt, a death in the family: nothing knows them.
NEVER = ("hiv", "minority", "religion", "disab", "debt", "bereav", "widow", "insured")


def lists(desk):
    return desk(Role.CARE).post(to("followup:list_new"), {"sort": "OVERDUE"})


def test_on_a_page_no_list_names_them_nor_says_why(desk, came, wang_fang):
    came(wang_fang, at=timezone.now() - timedelta(days=210), condition="HIV 抗体阳性")
    said(wang_fang, "RECALL", "GIVEN")

    answer = lists(desk)

    assert answer.status_code == 422
    assert "HIV" not in answer.content.decode()
    assert not MinedList.objects.exists()


def test_on_a_page_no_treatment_is_told_by_it(desk):
    sign = {"treatment": "EXTRACTION", "source": "CONDITION", "text": "HIV 阳性"}

    answer = desk(Role.CARE).post(to("protocols:treatments"), sign)

    assert answer.status_code == 422
    assert not TreatmentSign.objects.exists()


def test_by_machine_no_protocol_can_ask_for_it(db):
    asked = text(kind="recall", more="only_if: [hiv_positive]\n")

    with pytest.raises(Unreadable):
        ProtocolVersion.write(asked, by=None, at=NOON)
    known = " ".join([*named.conditions, *named.lists])
    assert not [word for word in NEVER if word in known]


def test_from_a_file_it_comes_in_and_keeps_them_off(bring, desk, dongyuan, start):
    long_ago = timezone.now() - timedelta(days=210)
    day = f"{long_ago:%Y-%m-%d} 10:00"
    bring("patient_id,name,phone\n7,许念,13800000007\n", "patients")
    told = "visit_id,patient_id,began_at,ended_at,condition"
    bring(f"{told}\n1,7,{day},{day},抑郁状态\n", "visits", at=timezone.now())
    said(Patient.objects.get(name="许念"), "RECALL", "GIVEN")

    assert lists(desk).status_code == 422


def test_in_the_database_no_list_names_them(overdue, agreed, carer, wang_fang):
    visit = overdue(wang_fang, condition="梅毒")
    consent = agreed(wang_fang)
    told = {"clinic_id": visit.clinic_id, "sort": "OVERDUE", "found": 1, "beyond": 0}
    told |= {"without_consent": 0, "left_in_peace": 0, "by_id": carer.pk, "at": NOON}
    insert("followup_minedlist", **told)

    name = {"mined_list_id": MinedList.objects.get().pk, "patient_id": wang_fang.pk}
    name |= {"is_agreed": False, "consent_id": consent.pk}
    with refused("must never be a reason"):
        insert("followup_listrow", place=1, why="", **name)


def test_in_the_database_no_treatment_is_told_by_it(db):
    with refused("no_sign_of_what_is_nobodys_business"):
        insert(
            "protocols_treatmentsign",
            treatment="EXTRACTION",
            source="CONDITION",
            text="乙肝",
        )


def test_in_the_database_no_table_knows_what_nobody_may_be_chosen_by(db):
    asked = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    columns = " ".join(name for (name,) in ways.sql(asked, ["patients_patient"]))

    assert not [word for word in NEVER if word in columns]
