import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from renxin.journal.models import Entry
from renxin.patients import identity
from renxin.patients.lifetime import BornLater
from renxin.patients.merge import merge
from renxin.patients.models import Concern, Consent, Patient, Reach, Relation
from renxin.patients.names import NotAName
from renxin.patients.registration import (
    AlreadyOnFile,
    GuardianNeeded,
    Newcomer,
    register,
)
from tests.cast import NOON, TODAY

CARD = identity.read("IDENTITY_CARD", "990101199003070015")
CHILD = date(2019, 3, 7)


def taken_in(clinic, by, **fields):
    return register(
        Newcomer(**{"name": "单小明"} | fields), clinic=clinic, by=by, at=NOON
    )


def test_a_person_is_taken_in_whole(dongyuan, greeter_lin, wang_fang):
    consent = Consent(purpose="CARE", answer="GIVEN", method="PAPER", evidence="表 17")

    patient = taken_in(
        dongyuan,
        greeter_lin,
        document=CARD,
        phone="+8613900001111",
        channel="老带新转介绍",
        introduced_by=wang_fang,
        concerns=[Concern(kind="FEAR", level=7)],
        consents=[consent],
    )

    assert patient.enrolments.get().clinic == dongyuan
    assert (patient.birth_on, patient.sex) == (date(1990, 3, 7), "MALE")
    assert (patient.pinyin, patient.other_initials) == ("shanxiaoming", "dxm")
    assert patient.reaches.get().contact_point.value == "+8613900001111"
    assert patient.documents.get().number() == "990101199003070015"
    assert patient.concerns.get().level == 7
    assert patient.consents.get().by == greeter_lin
    assert patient.registered_on == TODAY


def test_the_house_is_told_and_no_name_or_number_is_in_the_telling(
    dongyuan, greeter_lin, wang_fang
):
    patient = taken_in(
        dongyuan, greeter_lin, introduced_by=wang_fang, phone="+8613900001111"
    )

    entry = Entry.objects.get(fact="patients.registered")
    assert entry.patient_id == patient.pk
    assert entry.particulars["introduced_by_id"] == wang_fang.pk
    assert "单小明" not in str(entry.particulars)
    assert "13900001111" not in str(entry.particulars)


def test_a_number_is_stored_sealed(dongyuan, greeter_lin):
    patient = taken_in(dongyuan, greeter_lin, document=CARD)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT patients_identitydocument::text FROM patients_identitydocument"
        )
        row = cursor.fetchone()[0]
    assert patient.documents.get().masked == "990101********0015"
    assert "199003070015" not in row


def test_no_document_needs_a_reason_and_keeps_it(dongyuan, greeter_lin):
    patient = taken_in(dongyuan, greeter_lin, no_document="急诊，未带")

    document = patient.documents.get()
    assert (document.kind, document.reason) == ("NONE", "急诊，未带")


def test_the_same_document_is_not_taken_in_twice(dongyuan, greeter_lin):
    first = taken_in(dongyuan, greeter_lin, document=CARD)

    with pytest.raises(AlreadyOnFile) as refusal:
        taken_in(dongyuan, greeter_lin, name="单明", document=CARD)

    assert refusal.value.patient == first
    assert Patient.objects.count() == 1


def test_a_document_of_a_merged_record_leads_to_the_one_kept(
    dongyuan, greeter_lin, wang_fang, manager_gu
):
    merged = taken_in(dongyuan, greeter_lin, document=CARD)
    merge(kept=wang_fang, merged=merged, by=manager_gu, at=NOON)

    with pytest.raises(AlreadyOnFile) as refusal:
        taken_in(dongyuan, greeter_lin, document=CARD)

    assert refusal.value.patient == wang_fang


def test_a_child_needs_a_guardian(dongyuan, greeter_lin):
    with pytest.raises(GuardianNeeded):
        taken_in(dongyuan, greeter_lin, birth_on=CHILD, phone="+8613900001111")

    assert not Patient.objects.exists()


def test_a_guardian_who_is_a_patient_becomes_family(dongyuan, greeter_lin, wang_fang):
    child = taken_in(
        dongyuan,
        greeter_lin,
        name="王小明",
        birth_on=CHILD,
        phone="+8613812342207",
        whose=Reach.Whose.MOTHER,
        relative=wang_fang,
    )

    relation = Relation.objects.get(of=child)
    assert (relation.person, relation.kind) == (wang_fang, "MOTHER")
    assert relation.is_guardian
    assert child.reaches.get().contact_point == wang_fang.reaches.get().contact_point


def test_a_guardian_who_is_no_patient_is_kept_by_name(dongyuan, greeter_lin):
    child = taken_in(
        dongyuan,
        greeter_lin,
        birth_on=CHILD,
        phone="+8613900001111",
        whose=Reach.Whose.GRANDPARENT,
        guardian_name="李秀英",
    )

    assert child.reaches.get().person_name == "李秀英"


def test_nobody_is_born_tomorrow(dongyuan, greeter_lin):
    with pytest.raises(BornLater):
        taken_in(dongyuan, greeter_lin, birth_on=TODAY + timedelta(days=1))


def test_a_birthday_in_the_hour_that_never_was_is_a_day_like_any_other(
    dongyuan, greeter_lin
):
    patient = taken_in(dongyuan, greeter_lin, birth_on=date(1988, 4, 17))

    patient.refresh_from_db()
    assert patient.birth_on == date(1988, 4, 17)


def test_a_refused_name_leaves_nothing_behind(dongyuan, greeter_lin):
    with pytest.raises(NotAName):
        taken_in(dongyuan, greeter_lin, name="王" * 300)

    assert not Patient.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_take_one_card_in_once(dongyuan, greeter_lin):
    together, outcomes = threading.Barrier(2), []

    def at_a_desk():
        together.wait()
        try:
            taken_in(dongyuan, greeter_lin, document=CARD)
            outcomes.append("taken in")
        except AlreadyOnFile:
            outcomes.append("already on file")
        finally:
            connection.close()

    desks = [threading.Thread(target=at_a_desk) for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()

    assert sorted(outcomes) == ["already on file", "taken in"]
    assert Patient.objects.count() == 1
