from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.patients.models import Consent
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.staff.models import Look
from renxin.visits.models import Visit
from tests.cast import enrolled
from tests.renxin.referrals.made import REASON, TO_THE_HOSPITAL, referred
from tests.renxin.referrals.views.conftest import HTMX, desk_of

INDEX, NEW = reverse("referrals:index"), reverse("referrals:new")
OUTSIDE = reverse("referrals:outside")


def asked(patient, to, **changes):
    said = {"patient": patient.pk, "kind": "CONSULT", "urgency": "SOON"}
    return said | {"reason": REASON, "question": "能否保留？", "to": to} | changes


def to_doctor(doctor, clinic):
    return f"doctor-{clinic.pk}-{doctor.pk}"


def test_a_patient_is_referred_from_their_page(
    li, wang_fang, dongyuan, doctor_li, doctor_sun
):
    began = timezone.now() - timedelta(hours=1)
    visit = Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=began)
    data = asked(wang_fang, to_doctor(doctor_sun, dongyuan))
    answer = li.post(NEW, data, headers=HTMX)

    referral = Referral.objects.get()
    assert answer.status_code == 200
    assert "referral-changed" in answer["HX-Trigger"]
    assert (referral.sent_by, referral.to_doctor) == (doctor_li, doctor_sun)
    assert (referral.visit, referral.urgency) == (visit, "SOON")


def test_without_scripts_it_leads_to_the_referral(li, wang_fang, dongyuan, doctor_sun):
    answer = li.post(NEW, asked(wang_fang, to_doctor(doctor_sun, dongyuan)))

    pk = Referral.objects.get().pk
    assert answer["Location"] == reverse("referrals:show", args=[pk])


def test_the_choices_are_departments_with_doctors_and_doctors_but_oneself(
    li, wang_fang, endodontics, orthodontics, doctor_sun, doctor_qian
):
    page = li.get(f"{NEW}?patient={wang_fang.pk}", headers=HTMX).content.decode()

    assert "牙体牙髓科" in page
    assert "孙一禾" in page
    assert "钱知行" in page
    assert "正畸科" not in page
    assert "李予安" not in page


def test_without_a_reason_it_is_not_sent(li, wang_fang, dongyuan, doctor_sun):
    data = asked(wang_fang, to_doctor(doctor_sun, dongyuan), reason=" ")
    answer = li.post(NEW, data, headers=HTMX)

    assert answer.status_code == 422
    assert "Say why, in clinical words" in answer.content.decode()
    assert not Referral.objects.exists()


@pytest.mark.parametrize("to", ["", "doctor-0-0", "department-x-1", "person:1"])
def test_what_is_not_offered_is_not_taken(li, wang_fang, to):
    assert li.post(NEW, asked(wang_fang, to), headers=HTMX).status_code == 422


def test_nobody_refers_a_patient_they_may_not_see(
    wang_fang, dongyuan, doctor_qian, doctor_sun
):
    desk = desk_of(doctor_qian)
    data = asked(wang_fang, to_doctor(doctor_sun, dongyuan))

    assert desk.post(NEW, data, headers=HTMX).status_code == 404
    assert desk.get(f"{NEW}?patient={wang_fang.pk}").status_code == 404


def test_from_the_inbox_the_patient_is_looked_for(li, dongyuan, doctor_sun, wang_fang):
    page = li.get(NEW, headers=HTMX).content.decode()
    data = asked(wang_fang, to_doctor(doctor_sun, dongyuan)) | {"patient": ""}
    answer = li.post(NEW, data, headers=HTMX)

    assert reverse("promises:patients") in page
    assert answer.status_code == 422
    assert "Choose the patient first." in answer.content.decode()


def test_a_double_click_sends_once(li, wang_fang, dongyuan, doctor_sun):
    data = asked(wang_fang, to_doctor(doctor_sun, dongyuan))
    for _click in range(2):
        li.post(NEW, data, headers=HTMX | {"Idempotency-Key": "one-click"})

    assert Referral.objects.count() == 1


def test_asking_the_same_again_is_said_to_be_asked(li, referral, dongyuan, doctor_sun):
    data = asked(referral.patient, to_doctor(doctor_sun, dongyuan))
    answer = li.post(NEW, data, headers=HTMX)

    assert answer.status_code == 422
    assert "They are referred there already" in answer.content.decode()


def test_outside_goes_a_letter_they_agreed_to(li, wang_fang):
    data = asked(wang_fang, "", place="市口腔医院", method="PAPER", given_by="OWN")
    refused = li.post(OUTSIDE, data, headers=HTMX)
    answer = li.post(OUTSIDE, data | {"evidence": "同意书 3 号"}, headers=HTMX)

    assert (refused.status_code, answer.status_code) == (422, 200)
    assert Referral.objects.get().consent == Consent.objects.get()


def test_for_a_child_the_guardian_agrees(li, xiaodou):
    said = {"place": "儿童医院", "method": "PAPER", "evidence": "同意书"}
    data = asked(xiaodou, "", **said)
    own = li.post(OUTSIDE, data | {"given_by": "OWN"}, headers=HTMX)
    mother = li.post(OUTSIDE, data | {"given_by": "MOTHER"}, headers=HTMX)

    assert (own.status_code, mother.status_code) == (422, 200)
    assert "For a child the guardian answers" in own.content.decode()


def test_the_letter_holds_the_needed_facts_and_no_money(
    li, wang_fang, dongyuan, doctor_li
):
    wang_fang.allergies, wang_fang.payer = "青霉素", "医保"
    wang_fang.save()
    now = timezone.now()
    referral = referred(wang_fang, dongyuan, by=doctor_li, at=now, **TO_THE_HOSPITAL)
    answer = li.get(reverse("referrals:letter", args=[referral.pk]))

    page = answer.content.decode()
    for needed in ("王芳", "青霉素", REASON, "能否保留？", "市口腔医院颌面外科"):
        assert needed in page
    for not_needed in ("13812342207", "医保", "¥", wang_fang.number):
        assert not_needed not in page
    assert Look.objects.filter(what="EXPORT", patient_id=wang_fang.pk).exists()


def test_inside_the_house_there_is_no_letter(li, referral):
    answer = li.get(reverse("referrals:letter", args=[referral.pk]))

    assert answer.status_code == 404


def test_the_inbox_shows_what_waits_and_what_was_sent(li, sun, referral):
    hers = sun.get(INDEX).content.decode()
    his = li.get(INDEX).content.decode()

    assert f'id="referral-{referral.pk}"' in hers
    assert "I will see them" in hers
    assert f'id="referral-{referral.pk}"' not in his
    assert "王芳" in his


def test_of_a_department_only_those_who_work_in_it_see_it_as_theirs(
    li, sun, wang_fang, dongyuan, doctor_li, endodontics
):
    target = Target(clinic=dongyuan, department=endodontics)
    one = referred(wang_fang, dongyuan, by=doctor_li, to=target, at=timezone.now())

    assert f'id="referral-{one.pk}"' in sun.get(INDEX).content.decode()


def test_the_front_desk_sees_the_clinics_and_answers_nothing(referral, greeter_lin):
    page = desk_of(greeter_lin).get(INDEX).content.decode()

    assert f'id="referral-{referral.pk}"' in page
    assert "I will see them" not in page
    assert "<kbd>1</kbd>" not in page


def test_how_often_they_were_sent_on_is_shown(sun, referral):
    Referral.objects.update(hop=5)

    assert "sent on 5 times" in sun.get(INDEX).content.decode()


def test_another_clinic_does_not_learn_of_it(referral, outsider_zhao):
    desk = desk_of(outsider_zhao)

    assert "王芳" not in desk.get(f"{INDEX}?whose=clinic").content.decode()
    shown = desk.get(reverse("referrals:show", args=[referral.pk]))
    assert shown.status_code == 404


def test_the_page_of_one_tells_its_story(sun, referral, doctor_sun):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=timezone.now())
    url = reverse("referrals:show", args=[referral.pk])
    page = sun.get(url).content.decode()

    assert "Referral of 王芳" in page
    assert "孙一禾 will see them" in page
    assert "<html" not in sun.get(url, headers=HTMX).content.decode()
    assert Look.objects.filter(patient_id=referral.patient_id).count() == 1


def test_the_patients_page_shows_it_and_offers_to_refer(li, referral):
    panel = li.get(reverse("referrals:of_patient", args=[referral.patient_id]))
    page = li.get(reverse("patients:show", args=[referral.patient_id]))

    for told in (panel, page):
        assert "孙一禾" in told.content.decode()
        assert NEW in told.content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_inbox_asks_as_little_for_many_as_for_one(
    sun, many, dongyuan, doctor_li, doctor_sun, django_assert_max_num_queries
):
    for number in range(many):
        patient = enrolled(dongyuan, f"Q{number}", f"患者{number}")
        referred(patient, dongyuan, by=doctor_li, to=doctor_sun, at=timezone.now())

    with django_assert_max_num_queries(16):
        assert sun.get(INDEX).status_code == 200


def test_one_referral_is_read_in_few_questions(
    sun, referral, django_assert_max_num_queries
):
    with django_assert_max_num_queries(17):
        sun.get(reverse("referrals:show", args=[referral.pk]))
