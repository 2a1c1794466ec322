import pytest
from django.urls import reverse

from renxin.clinics.models import Chair
from renxin.safety.models import InfectionCheck
from renxin.safety.models.infection_check import Looked
from renxin.staff.models import Look
from tests.cast import NOON
from tests.renxin.safety.conftest import IN_ORDER
from tests.renxin.safety.views.conftest import HTMX

INDEX, NEW = reverse("safety:checks"), reverse("safety:check_new")
BATCH = reverse("safety:batch")


def checked(chair, **changes):
    return IN_ORDER | {"chair": chair.pk, "half": "MORNING", "batch": ""} | changes


def test_a_chair_is_checked(assistant, chair, he):
    assert "1 号椅" in assistant.get(INDEX).content.decode()
    answer = assistant.post(NEW, checked(chair), headers=HTMX)

    check = InfectionCheck.objects.get()
    assert answer.status_code == 200
    assert (check.chair, check.half, check.by) == (chair, "MORNING", he)
    assert "Not checked yet today" not in assistant.get(INDEX).content.decode()


def test_what_is_not_in_order_is_told_to_put_right(assistant, manager, chair):
    assistant.post(NEW, checked(chair, waterline="FAILED"), headers=HTMX)

    page = manager.get(reverse("safety:index")).content.decode()
    assert "水路已冲洗" in page
    assert "Put right" in page


def test_a_chair_of_another_clinic_cannot_be_chosen(assistant, hexi):
    other = Chair.objects.create(clinic=hexi, name="9 号椅")
    answer = assistant.post(NEW, checked(other), headers=HTMX)

    assert answer.status_code == 422
    assert "9 号椅" not in assistant.get(NEW, headers=HTMX).content.decode()


def test_a_batch_leads_to_its_patients_and_each_look_is_written_down(
    manager, visit, he
):
    looked = Looked(found=IN_ORDER, visit=visit, batch="B-7")
    InfectionCheck.make(visit.clinic, looked, by=he, at=NOON)
    page = manager.get(f"{BATCH}?batch=b-7").content.decode()

    assert "王芳" in page
    assert Look.objects.get().patient_id == visit.patient_id


@pytest.mark.parametrize("batch", ["", "none", "%00", "x" * 900])
def test_an_unknown_batch_leads_nowhere(manager, batch):
    assert manager.get(f"{BATCH}?batch={batch}").status_code == 200


def test_the_floor_does_not_trace_batches(assistant):
    assert assistant.get(BATCH).status_code == 403


def test_the_list_costs_few_questions(
    assistant, chair, he, dongyuan, django_assert_max_num_queries
):
    for half in ("MORNING", "AFTERNOON") * 5:
        looked = Looked(found=IN_ORDER, chair=chair, half=half)
        InfectionCheck.make(dongyuan, looked, by=he, at=NOON)

    with django_assert_max_num_queries(15):
        assistant.get(INDEX)
