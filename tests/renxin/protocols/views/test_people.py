from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from renxin.journal.models import Entry
from renxin.protocols.models import ProtocolEnrolment
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.protocols.protocols import on, reminding, text


def at_desk(person, language="en") -> Client:
    person.language = language
    person.save(update_fields=["language"])
    return signed_in(Client(), person)


@pytest.fixture
def protocols(doctor_li):
    """One that begins by hand, one that need not, and the desk's own."""
    runs = [
        on(
            text("RH-X", trigger="by_hand: true", kind="safety", stop="died"), doctor_li
        ),
        on(text("T-ONE"), doctor_li),
    ]
    reminding(at=timezone.now() - timedelta(days=1))
    return runs


def page(client, patient):
    return client.get(reverse("protocols:of_patient", args=[patient.pk]))


def aside(client, patient) -> str:
    return client.get(f"/patients/{patient.pk}/aside/").content.decode()


def test_from_their_page_it_is_two_presses(protocols, doctor_li, wang_fang):
    surgery = at_desk(doctor_li)
    url = reverse("protocols:of_patient", args=[wang_fang.pk])
    assert url in aside(surgery, wang_fang)

    answer = surgery.post(url, {"protocol": protocols[0].pk})

    assert answer.url == f"/patients/{wang_fang.pk}/"
    assert ProtocolEnrolment.objects.get().protocol.code == "RH-X"
    assert Entry.objects.filter(fact="protocols.put_on").exists()
    shown = aside(surgery, wang_fang)
    assert "A protocol of the tests" in shown
    assert "since " in shown


def test_what_begins_by_hand_comes_first_and_the_desk_s_own_not_at_all(
    protocols, doctor_li, wang_fang
):
    form = page(at_desk(doctor_li), wang_fang).context["form"]

    with translation.override("en"):
        labels = [label for _value, label in form.fields["protocol"].choices]
    assert labels == [
        "A protocol of the tests, begins by hand",
        "A protocol of the tests",
    ]


def test_it_is_said_in_chinese_as_well(protocols, doctor_li, wang_fang):
    surgery = at_desk(doctor_li, "zh-hans")

    assert "手工开始" in page(surgery, wang_fang).content.decode()
    assert "加入方案" in aside(surgery, wang_fang)


def test_who_may_not_put_anybody_on_one_sees_no_door(protocols, dongyuan, wang_fang):
    desk = at_desk(employed("wei", "魏来", Role.GREETER, dongyuan))

    assert reverse("protocols:of_patient", args=[wang_fang.pk]) not in aside(
        desk, wang_fang
    )
    assert page(desk, wang_fang).status_code == 403


def test_where_none_is_on_there_is_nothing_to_press(doctor_li, wang_fang):
    surgery = at_desk(doctor_li)

    assert "protocols/patients" not in aside(surgery, wang_fang)


def test_the_page_costs_few_statements(
    protocols, doctor_li, wang_fang, django_assert_max_num_queries
):
    surgery = at_desk(doctor_li)

    with django_assert_max_num_queries(20):
        page(surgery, wang_fang)
