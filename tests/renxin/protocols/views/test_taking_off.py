from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.promises.models import Promise
from renxin.protocols.models import ProtocolEnrolment, ProtocolStop
from renxin.protocols.planning import by_hand, running
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.protocols.protocols import DAY_ONE, MONTHS, on, text

WHY = {"why": "moved to another town"}


def at_desk(person, language="en") -> Client:
    person.language = language
    person.save(update_fields=["language"])
    return signed_in(Client(), person)


@pytest.fixture
def enrolment(dongyuan, doctor_li, wang_fang):
    """Put on it yesterday, and a call is owed of it today."""
    protocol = on(text(steps=DAY_ONE + MONTHS), doctor_li).protocol
    began = timezone.now() - timedelta(hours=22)
    by_hand.put_on(protocol, [(wang_fang, dongyuan)], by=doctor_li, at=began)
    return ProtocolEnrolment.objects.get()


def off(enrolment) -> str:
    return reverse("protocols:take_off", args=[enrolment.pk])


def test_from_their_page_they_are_taken_off_with_the_reason(
    enrolment, doctor_li, wang_fang
):
    surgery = at_desk(doctor_li)
    aside = f"/patients/{wang_fang.pk}/aside/"
    assert off(enrolment) in surgery.get(aside).content.decode()
    assert "Take off: A protocol of" in surgery.get(off(enrolment)).content.decode()

    answer = surgery.post(off(enrolment), WHY)

    assert answer.url == f"/patients/{wang_fang.pk}/"
    stop = ProtocolStop.objects.get()
    assert (stop.why, stop.note, stop.by) == ("=by_hand", WHY["why"], doctor_li)
    assert Entry.objects.filter(fact="protocols.taken_off").exists()
    assert off(enrolment) not in surgery.get(aside).content.decode()


def test_who_is_on_it_can_be_taken_off_there_as_well(enrolment, doctor_li):
    people = reverse("protocols:people", args=[enrolment.protocol_id])

    assert off(enrolment) in at_desk(doctor_li).get(people).content.decode()


def test_a_call_owed_of_it_is_let_go(enrolment, doctor_li):
    now = timezone.now()
    running.plan(at=now)
    assert Promise.objects.open().exists()

    at_desk(doctor_li).post(off(enrolment), WHY)
    running.look_further(at=now + timedelta(hours=1))

    assert Promise.objects.get().ending.how == "RELEASED"


def test_without_a_reason_they_stay_on_it(enrolment, doctor_li):
    answer = at_desk(doctor_li).post(off(enrolment), {"why": " "})

    assert answer.status_code == 422
    assert "Say in a few words why." in answer.content.decode()
    assert not ProtocolStop.objects.exists()


def test_the_second_who_takes_them_off_is_told_so(enrolment, doctor_li):
    surgery = at_desk(doctor_li)
    surgery.post(off(enrolment), WHY)

    again = surgery.post(off(enrolment), WHY)

    assert again.status_code == 422
    assert "They are not on it any more." in again.content.decode()


def test_who_may_not_sees_no_door_and_finds_none(enrolment, dongyuan, wang_fang):
    desk = at_desk(employed("wei", "魏来", Role.GREETER, dongyuan))

    shown = desk.get(f"/patients/{wang_fang.pk}/aside/").content.decode()

    assert off(enrolment) not in shown
    assert desk.get(off(enrolment)).status_code == 403


def test_it_is_said_in_chinese_as_well(enrolment, doctor_li):
    page = at_desk(doctor_li, "zh-hans").get(off(enrolment)).content.decode()

    assert "移出方案" in page


def test_the_page_costs_few_statements(
    enrolment, doctor_li, django_assert_max_num_queries
):
    surgery = at_desk(doctor_li)

    with django_assert_max_num_queries(20):
        surgery.get(off(enrolment))
