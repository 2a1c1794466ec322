"""A plan begun, seen by those it concerns, listed by how far it has come."""

import pytest
from django.urls import reverse

from renxin.plans.models import Plan
from renxin.staff.models import Look
from tests.cast import enrolled
from tests.renxin.plans.written import line, shown, signed, written

INDEX = reverse("plans:index")


def show(plan):
    return reverse("plans:show", args=[plan.pk])


def test_a_doctor_begins_a_plan_for_a_patient(li_at_work, wang_fang, doctor_li):
    new = reverse("plans:new")
    told = {"patient": wang_fang.pk, "condition": "缺牙", "doctor": doctor_li.pk}

    assert li_at_work.get(f"{new}?patient={wang_fang.pk}").status_code == 200
    answer = li_at_work.post(new, told)

    plan = Plan.objects.get()
    assert answer["Location"] == show(plan)
    assert (plan.condition, plan.doctor) == ("缺牙", doctor_li)


def test_for_what_is_said(li_at_work, wang_fang, doctor_li):
    told = {"patient": wang_fang.pk, "condition": " ", "doctor": doctor_li.pk}

    assert li_at_work.post(reverse("plans:new"), told).status_code == 422


@pytest.mark.parametrize(
    ("patient", "answered"), [("", 422), ("x", 422), ("0", 404), ("9" * 30, 404)]
)
def test_nobody_plans_for_nobody(li_at_work, doctor_li, patient, answered):
    told = {"patient": patient, "condition": "缺牙", "doctor": doctor_li.pk}

    assert li_at_work.post(reverse("plans:new"), told).status_code == answered


def test_whoever_begins_without_a_patient_looks_for_one(li_at_work):
    page = li_at_work.get(reverse("plans:new")).content.decode()

    assert "For whom" in page


def test_the_front_desk_sees_it_and_writes_nothing(front_desk, plan, wang_fang):
    page = front_desk.get(show(plan))

    assert "全瓷冠" in page.content.decode()
    assert "Add an item" not in page.content.decode()
    assert Look.objects.filter(patient_id=wang_fang.pk).exists()
    new = reverse("plans:new")
    assert front_desk.get(f"{new}?patient={wang_fang.pk}").status_code == 403


def test_a_plan_of_another_clinic_is_not_there(elsewhere, plan):
    assert elsewhere.get(show(plan)).status_code == 404


def test_its_sums_are_stated(li_at_work, wang_fang, doctor_li, dongyuan):
    two = (line(quantity=2, tooth="16,17"), line("洁牙", 20_050))
    page = li_at_work.get(show(written(wang_fang, doctor_li, dongyuan, *two)))

    assert "¥7,600" in page.content.decode()
    assert "¥7,800.50" in page.content.decode()


def test_however_long_a_plan_is_it_takes_as_many_statements(
    li_at_work, wang_fang, doctor_li, dongyuan, django_assert_max_num_queries
):
    many = [line(f"项目{n}", sittings=2) for n in range(12)]
    plan = shown(written(wang_fang, doctor_li, dongyuan, *many))
    signed(plan)
    li_at_work.get(show(plan))

    with django_assert_max_num_queries(12):
        li_at_work.get(show(plan))


def test_open_plans_are_listed_by_how_far_they_have_come(
    front_desk, presented, wang_fang, doctor_li, dongyuan
):
    signed(shown(written(wang_fang, doctor_li, dongyuan, line("美白", 99_900))))

    waiting = front_desk.get(INDEX).content.decode()
    accepted = front_desk.get(f"{INDEX}?stage=ACCEPTED").content.decode()

    assert "¥3,800" in waiting
    assert "¥999" in accepted
    assert "1 to book" in accepted


def test_the_list_is_of_one_doctor_where_one_is_chosen(
    front_desk, presented, doctor_li, greeter_lin
):
    def listed(doctor):
        page = front_desk.get(f"{INDEX}?stage=nonsense&doctor={doctor.pk}")
        return "王芳" in page.content.decode()

    assert listed(doctor_li)
    assert not listed(greeter_lin)


def test_a_long_list_takes_as_many_statements(
    front_desk, dongyuan, doctor_li, django_assert_max_num_queries
):
    for n in range(5):
        patient = enrolled(dongyuan, f"L-{n}", "王芳")
        signed(shown(written(patient, doctor_li, dongyuan)))
    front_desk.get(INDEX)

    with django_assert_max_num_queries(14):
        front_desk.get(f"{INDEX}?stage=ACCEPTED")


def test_a_plan_that_stops_has_a_reason(li_at_work, presented):
    finish = reverse("plans:finish", args=[presented.pk])

    refused = li_at_work.post(finish, {"how": "STOPPED", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert li_at_work.post(finish, {"how": "?"}).status_code == 422

    li_at_work.post(finish, {"how": "STOPPED", "reason": "搬走了"})
    assert not Plan.objects.open().exists()
