import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.promises.models import Handover
from tests.renxin.promises.views.conftest import HTMX


def url(promise):
    return reverse("promises:handover", args=[promise.pk])


def test_it_is_given_to_a_colleague(desk, call, doctor_li):
    form = {"to": f"person:{doctor_li.pk}", "reason": "问用药"}

    answer = desk.post(url(call), form, headers=HTMX)

    call.refresh_from_db()
    assert call.owner == doctor_li
    assert "Handed to 李予安" in answer.content.decode()


def test_it_is_given_to_everyone_of_a_role(desk, call):
    answer = desk.post(url(call), {"to": "role:CARE"}, headers=HTMX)

    call.refresh_from_db()
    assert (call.owner, call.owner_role) == (None, "CARE")
    assert "Handed to Customer care" in answer.content.decode()


@pytest.mark.parametrize("to", ["", "role:MARKETER", "person:0", "nobody"])
def test_only_those_in_the_list_can_be_chosen(desk, call, to):
    answer = desk.post(url(call), {"to": to}, headers=HTMX)

    assert answer.status_code == 422
    assert not Handover.objects.exists()


def test_a_colleague_of_another_clinic_is_not_in_the_list(desk, call, outsider_zhao):
    page = desk.get(url(call), headers=HTMX).content.decode()

    assert "赵海" not in page
    assert desk.post(url(call), {"to": f"person:{outsider_zhao.pk}"}).status_code == 422


def test_what_has_ended_is_not_handed_over(desk, call, greeter_lin, doctor_li):
    call.keep(by=greeter_lin, at=timezone.now())

    answer = desk.post(url(call), {"to": f"person:{doctor_li.pk}"}, headers=HTMX)

    assert answer.status_code == 422
    assert "林溪 ended this at" in answer.content.decode()
