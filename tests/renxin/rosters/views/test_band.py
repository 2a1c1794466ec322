from decimal import Decimal

import pytest
from django.urls import reverse

from renxin.rosters.models import RatioGoal
from tests.renxin.rosters.views.conftest import HTMX

pytestmark = pytest.mark.django_db

BAND = reverse("rosters:band")


def test_the_band_is_set_for_the_clinic_and_for_a_department(
    planner, dongyuan, endodontics
):
    planner.post(BAND, {"at_least": "2", "at_most": "4.5"}, headers=HTMX)
    of_endodontics = {"department": endodontics.pk, "at_least": "1", "at_most": "2"}
    planner.post(BAND, of_endodontics, headers=HTMX)
    planner.post(BAND, {"at_least": "3", "at_most": "4"}, headers=HTMX)

    goals = {goal.department: str(goal) for goal in RatioGoal.objects.all()}
    assert goals == {None: "1:3–4", endodontics: "1:1–2"}
    assert "1:3–4" in planner.get(BAND, headers=HTMX).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at_least": "5", "at_most": "3"},
        {"at_least": "-1", "at_most": "3"},
        {"at_least": "1", "at_most": "1000"},
        {"at_least": "NaN", "at_most": "3"},
    ],
)
def test_what_is_no_band_is_refused(planner, wrong):
    answer = planner.post(BAND, wrong, headers=HTMX)

    assert answer.status_code == 422
    assert not RatioGoal.objects.exists()


def test_a_department_of_another_clinic_has_no_band_here(planner, hexi):
    elsewhere = hexi.departments.create(name="正畸", code="d1")
    told = {"department": elsewhere.pk, "at_least": Decimal(1), "at_most": Decimal(2)}

    assert planner.post(BAND, told, headers=HTMX).status_code == 422
