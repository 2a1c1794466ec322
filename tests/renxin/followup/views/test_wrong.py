import pytest
from django.urls import reverse

from renxin.followup.models import WrongNumber
from renxin.patients.models import ContactPoint
from tests.cast import NOON, signed_in
from tests.renxin.followup.views.conftest import HTMX


@pytest.fixture
def wrong(wang_fang, carer):
    point = ContactPoint.objects.get(reaches__patient=wang_fang)
    wang_fang.reaches.update(ended_at=NOON)
    return WrongNumber.objects.create(
        contact_point=point, patient=wang_fang, by=carer, at=NOON
    )


def url(wrong):
    return reverse("followup:right_number", args=[wrong.pk])


def test_the_page_names_who_called_it_wrong_and_masks_it(desk, wrong):
    page = desk.get("/calls/wrong/").content.decode()

    assert "138****2207" in page
    assert "何静" in page


def test_it_is_said_to_be_right_with_how_one_knows(desk, wrong, wang_fang):
    assert desk.post(url(wrong), {"why": ""}, headers=HTMX).status_code == 422

    desk.post(url(wrong), {"why": "她从这个号码打来"}, headers=HTMX)

    assert not WrongNumber.objects.standing().exists()
    assert wang_fang.reaches.in_use().exists()


def test_the_patients_page_says_why_it_is_not_rung(desk, wrong, wang_fang):
    page = desk.get(reverse("patients:aside", args=[wang_fang.pk])).content.decode()

    assert "Called wrong on 2026-03-02 by 何静" in page
    assert url(wrong) in page


def test_another_clinic_sees_nothing_of_it(client, wrong, outsider_zhao):
    desk = signed_in(client, outsider_zhao)

    assert "王芳" not in desk.get("/calls/wrong/").content.decode()
    assert desk.get(url(wrong)).status_code == 404


def test_the_page_asks_as_much_for_many_as_for_one(
    desk, wrong, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        desk.get("/calls/wrong/")
