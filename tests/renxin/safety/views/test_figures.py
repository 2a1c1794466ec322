from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from renxin.safety.models import PainScore
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from tests.renxin.safety.views.conftest import desk_of

INDEX = reverse("safety:index")


def weeks_of_pain(patient, clinic, by, weeks):
    for week in range(1, weeks + 1):
        then = timezone.now() - timedelta(weeks=week)
        visit = Visit.objects.create(patient=patient, clinic=clinic, began_at=then)
        PainScore.ask(visit, Stage.TREATMENT, week % 3, by=by, at=then)


def test_with_few_weeks_nothing_is_known_yet(assistant, wang_fang, dongyuan, he):
    weeks_of_pain(wang_fang, dongyuan, he, 5)
    page = assistant.get(INDEX).content.decode()

    assert "Not yet known: 5 of the 12 weeks it takes." in page
    assert '<svg class="plot wide' not in page


def test_with_enough_weeks_the_chart_is_drawn_with_its_table(
    assistant, wang_fang, dongyuan, he
):
    weeks_of_pain(wang_fang, dongyuan, he, 14)
    page = assistant.get(INDEX).content.decode()

    assert "Usually 0.0 %." in page
    assert "week by week with its limits" in page


def test_the_page_names_nobody(assistant, wang_fang, dongyuan, he, doctor_li):
    weeks_of_pain(wang_fang, dongyuan, he, 14)
    page = assistant.get(INDEX).content.decode().partition("<main")[2]

    assert "王芳" not in page
    assert doctor_li.name not in page


def test_another_clinics_figures_are_not_shown(outsider_zhao, wang_fang, dongyuan, he):
    weeks_of_pain(wang_fang, dongyuan, he, 14)

    assert "Not yet known: 0" in desk_of(outsider_zhao).get(INDEX).content.decode()


def test_the_page_costs_few_questions(
    assistant, wang_fang, dongyuan, he, django_assert_max_num_queries
):
    weeks_of_pain(wang_fang, dongyuan, he, 14)

    with django_assert_max_num_queries(20):
        assistant.get(INDEX)
