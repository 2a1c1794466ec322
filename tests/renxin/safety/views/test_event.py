from uuid import uuid4

import pytest
from django.urls import reverse

from renxin.desk.models import Receipt
from renxin.journal.models import Entry
from renxin.safety.models import AdverseEvent, Remedy
from renxin.safety.models.adverse_event import Told
from renxin.staff.models import Look
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY, employed
from tests.renxin.safety.conftest import day_after
from tests.renxin.safety.views.conftest import HTMX, desk_of

NEW, INDEX = reverse("safety:event_new"), reverse("safety:events")


def told(**changes):
    data = {"token": uuid4(), "what": "车针滑脱", "severity": "NONE"}
    return data | {"happened_on": TODAY, "place": "2 号诊室"} | changes


@pytest.fixture
def event(dongyuan):
    slip = Told(what="车针滑脱", severity="NONE", happened_on=TODAY)
    return AdverseEvent.report(dongyuan, slip, by=None, at=NOON)


def review_of(event):
    return reverse("safety:review", args=[event.pk])


LESSON = {"learned": "未卡到位也能启动", "changes": "先空转", "due_on": day_after(4000)}


def test_told_with_a_name(assistant, he):
    answer = assistant.post(NEW, told())

    assert answer["Location"] == f"{NEW}?told"
    assert AdverseEvent.objects.get().by == he
    assert "Thank you" in assistant.get(answer["Location"]).content.decode()


def test_whose_posts_have_all_ended_has_no_house_to_tell_it_of(assistant, he):
    he.posts.update(until_on=he.posts.get().since_on)

    assert assistant.get(NEW).status_code == 403


def test_left_out_a_name_is_nowhere_in_the_house(assistant):
    """Neither beside the event, nor in the journal, the access log or a receipt."""
    page = assistant.get(NEW).content.decode()
    assistant.post(NEW, told(without_name="on"))

    assert AdverseEvent.objects.get().by is None
    assert not Entry.objects.exists()
    assert not Look.objects.exists()
    assert not Receipt.objects.exists()
    assert "idempotency_key" not in page
    assert "hx-post" not in page.partition("<main")[2].partition("</main")[0]


def test_sent_twice_it_is_told_once(assistant):
    data = told()
    for _click in range(2):
        assert assistant.post(NEW, data).status_code == 302

    assert AdverseEvent.objects.count() == 1


def test_the_visit_is_named_by_its_number(assistant, visit):
    assistant.post(NEW, told(number=7))
    refused = assistant.post(NEW, told(number=8))

    assert AdverseEvent.objects.get().visit == visit
    assert refused.status_code == 422
    assert "Nobody had this number that day." in refused.content.decode()


def test_what_has_not_happened_yet_is_refused(assistant):
    answer = assistant.post(NEW, told(happened_on="2999-01-01"))

    assert answer.status_code == 422
    assert "That day has not come yet." in answer.content.decode()


def test_anyone_who_is_signed_in_may_tell(dongyuan):
    trainer = desk_of(employed("tang", "唐宁", Role.TRAINER, dongyuan))

    assert trainer.post(NEW, told()).status_code == 302


def test_the_list_tells_what_and_not_who(manager, he, dongyuan):
    slip = Told(what="车针滑脱", severity="NONE", happened_on=TODAY)
    AdverseEvent.report(dongyuan, slip, by=he, at=NOON)
    page = manager.get(INDEX).content.decode()

    assert "车针滑脱" in page
    assert he.name not in page


def test_the_floor_sees_no_list(assistant, event):
    assert assistant.get(INDEX).status_code == 403
    assert assistant.get(review_of(event)).status_code == 403


def test_a_review_closes_it_with_a_change(manager, event):
    answer = manager.post(review_of(event), LESSON, headers=HTMX)
    again = manager.post(review_of(event), LESSON, headers=HTMX)

    assert (answer.status_code, again.status_code) == (200, 422)
    assert Remedy.objects.get().what == "先空转"
    assert "未卡到位也能启动" in manager.get(INDEX).content.decode()


def test_an_event_of_another_clinic_is_not_there(event, hexi):
    other = desk_of(employed("qiu", "邱明", Role.MANAGER, hexi))

    assert other.get(review_of(event)).status_code == 404


def test_the_list_costs_few_questions(manager, dongyuan, django_assert_max_num_queries):
    for _each in range(12):
        slip = Told(what="车针滑脱", severity="NONE", happened_on=TODAY)
        AdverseEvent.report(dongyuan, slip, by=None, at=NOON)

    with django_assert_max_num_queries(16):
        manager.get(INDEX)
