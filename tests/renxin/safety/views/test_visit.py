import pytest
from django.urls import reverse

from renxin.safety.models import InfectionCheck, LateEffect, PainScore
from renxin.staff.models import Look
from tests.renxin.safety.conftest import IN_ORDER, day_after
from tests.renxin.safety.views.conftest import HTMX, desk_of


def address(what, visit):
    return reverse(f"safety:{what}", args=[visit.pk])


PAIN = {"stage": "TREATMENT", "score": "3", "done": ""}
EFFECT = {"asked_on": day_after(7), "effect": "NONE"}


def test_the_form_opens_in_the_dialog_and_the_look_is_written_down(assistant, visit):
    page = assistant.get(address("pain", visit), headers=HTMX).content.decode()

    assert "How much does it hurt" in page
    assert Look.objects.get().patient_id == visit.patient_id


def test_a_pain_score_is_written_down_once(assistant, visit, he):
    keys = HTMX | {"Idempotency-Key": "one"}
    for _click in range(2):
        answer = assistant.post(address("pain", visit), PAIN, headers=keys)

    assert "safety-changed" in answer["HX-Trigger"]
    assert PainScore.objects.get().by == he


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score": "9"}, "From 7 on"),
        ({"score": ""}, "choose the number they say"),
        ({"score": "12"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_in_the_dialog(assistant, visit, changes, said):
    answer = assistant.post(address("pain", visit), PAIN | changes, headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PainScore.objects.exists()


def test_without_scripts_it_leads_back_to_the_patient(assistant, visit):
    answer = assistant.post(address("effect", visit), EFFECT)

    assert answer["Location"] == reverse("patients:show", args=[visit.patient_id])
    assert LateEffect.objects.get().days_since == 7


def test_the_instruments_of_a_visit_are_checked(assistant, visit):
    data = IN_ORDER | {"batch": "B-0302-1"}
    assert (
        assistant.post(address("check", visit), data, headers=HTMX).status_code == 200
    )
    assert InfectionCheck.objects.get().batch == "B-0302-1"

    answer = assistant.post(address("check", visit), IN_ORDER, headers=HTMX)
    assert "sterilisation batch number" in answer.content.decode()


@pytest.mark.parametrize("what", ["pain", "check", "effect"])
def test_a_visit_of_another_clinic_is_not_there(visit, outsider_zhao, what):
    desk = desk_of(outsider_zhao)

    assert desk.get(address(what, visit)).status_code == 404
    assert desk.post(address(what, visit), PAIN).status_code == 404


@pytest.mark.parametrize("what", ["pain", "check", "effect"])
def test_a_form_costs_few_questions(
    assistant, visit, what, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        assistant.get(address(what, visit), headers=HTMX)
