from django.urls import reverse

from renxin.safety.models import PainScore
from renxin.visits.kinds import Stage
from tests.cast import NOON
from tests.renxin.safety.views.conftest import HTMX, desk_of


def test_the_panel_tells_what_was_asked(assistant, visit, he):
    PainScore.ask(visit, Stage.TREATMENT, 4, by=he, at=NOON)
    here = reverse("safety:of_patient", args=[visit.patient_id])
    page = assistant.get(here, headers=HTMX).content.decode()

    assert "Pain 4 of 10·Treatment" in page
    assert reverse("safety:effect", args=[visit.pk]) in page


def test_a_patient_of_another_clinic_is_not_there(visit, outsider_zhao):
    here = reverse("safety:of_patient", args=[visit.patient_id])

    assert desk_of(outsider_zhao).get(here).status_code == 404


def test_the_panel_costs_few_questions(assistant, visit, django_assert_max_num_queries):
    here = reverse("safety:of_patient", args=[visit.patient_id])

    with django_assert_max_num_queries(16):
        assistant.get(here, headers=HTMX)
