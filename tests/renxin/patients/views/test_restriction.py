from django.test import Client
from django.urls import reverse

from renxin.patients.models import Patient
from tests.cast import signed_in


def at(name, patient):
    return reverse(f"patients:{name}", args=[patient.pk])


def test_the_page_says_what_goes_and_what_stays(client, manager_gu, wang_fang):
    page = signed_in(client, manager_gu).get(at("restriction", wang_fang))

    assert "15 年" in page.content.decode()
    assert "2039-01-01" in page.content.decode()


def test_a_restricted_patient_is_marked_and_listed_for_whoever_may_lift_it(
    client, manager_gu, wang_fang
):
    desk = signed_in(client, manager_gu)
    desk.post(at("restriction", wang_fang), {"reason": "不再来了"})

    assert "仅保存" in desk.get(at("show", wang_fang)).content.decode()
    assert "王芳" in desk.get(reverse("patients:restricted")).content.decode()

    desk.post(at("lifting", wang_fang), {"reason": "又来就诊"})
    assert "王芳" not in desk.get(reverse("patients:restricted")).content.decode()


def test_without_a_reason_nothing_happens_and_the_page_says_so(
    client, manager_gu, wang_fang
):
    answer = signed_in(client, manager_gu).post(at("erasure", wang_fang), {})

    assert answer.status_code == 422
    assert wang_fang.reaches.exists()


def test_the_front_desk_may_not(greeter_lin, wang_fang):
    answer = signed_in(Client(), greeter_lin).post(
        at("restriction", wang_fang), {"reason": "不再来了"}
    )

    assert answer.status_code == 403
    assert Patient.objects.findable().filter(pk=wang_fang.pk).exists()
