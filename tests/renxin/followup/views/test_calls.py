from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.followup.desk import holding, hours
from renxin.followup.models import Call, CallHold, Loss
from renxin.promises.models import Deferral
from renxin.staff.models import Look
from tests.cast import signed_in
from tests.renxin.followup.views.conftest import HTMX
from tests.renxin.promises.made import promised


@pytest.fixture(autouse=True)
def always_open(monkeypatch):
    """The clock of these tests is the machine's, which may stand at midnight."""
    monkeypatch.setattr(hours, "may_ring", lambda _clinic, _at: True)
    monkeypatch.setattr(hours, "may_ask_for", lambda _clinic, _at: True)


@pytest.fixture
def call(wang_fang, dongyuan, carer):
    now = timezone.now()
    return promised(
        wang_fang,
        dongyuan,
        by=carer,
        at=now,
        due_from=now,
        owner_role="CARE",
        due_at=now + timedelta(hours=1),
    )


@pytest.fixture
def held(call, dongyuan, carer):
    return holding.take_next(dongyuan, by=carer, at=timezone.now())


def url(promise):
    return reverse("followup:call", args=[promise.pk])


def test_the_queue_is_shown_and_nobody_taken_by_looking(desk, call):
    page = desk.get("/calls/").content.decode()

    assert "王芳" in page
    assert "Nobody is on your line" in page
    assert not CallHold.objects.exists()


def test_the_next_person_is_taken_and_the_look_written_down(desk, call, wang_fang):
    desk.post("/calls/next/")

    page = desk.get("/calls/").content.decode()
    assert "138****2207" in page
    assert "Again" in page
    assert Look.objects.filter(patient_id=wang_fang.pk).exists()


def test_without_approved_words_it_says_so(desk, held):
    page = desk.get("/calls/").content.decode()

    assert "No approved words for this call." in page


def test_a_recall_has_the_words_of_the_house(desk, call, held):
    type(call).objects.filter(pk=call.pk).update(kind="WIN_BACK")

    page = desk.get("/calls/").content.decode()

    assert "RX_WINBACK_CALL" in page
    assert "{name}" not in page


def test_one_key_writes_the_call_down(desk, held, call):
    answer = desk.post(url(call), {"heard": "NO_ANSWER"}, headers=HTMX)

    assert "No answer" in answer.content.decode()
    assert (Call.objects.get().heard, Deferral.objects.count()) == ("NO_ANSWER", 1)


def test_a_key_that_asks_asks_first(desk, held, call):
    answer = desk.post(url(call), {"heard": "LOST"}, headers=HTMX)

    assert 'name="reason"' in answer.content.decode()
    assert not Call.objects.exists()


def test_and_then_it_is_written_down(desk, held, call):
    told = {"heard": "LOST", "asked": "1", "reason": "TIME", "said": "太远"}

    desk.post(url(call), told, headers=HTMX)

    assert Loss.objects.get().note == "太远"


def test_again_is_told_with_one_more_key(desk, held, call):
    told = {"heard": "AGAIN", "asked": "1", "when": "TOMORROW"}

    desk.post(url(call), told, headers=HTMX)

    assert timezone.localtime(Deferral.objects.get().due_at).hour == 10


def test_not_booked_it_is_not_called_booked(desk, held, call):
    answer = desk.post(url(call), {"heard": "BOOKED"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Book the time first" in answer.content.decode()
    assert not Call.objects.exists()


def test_what_is_let_go_is_anybodys(desk, held):
    desk.post("/calls/rest/")

    assert not CallHold.objects.exists()


def test_the_call_of_another_clinic_is_not_there(client, call, outsider_zhao):
    desk = signed_in(client, outsider_zhao)

    assert desk.get(url(call)).status_code == 404


def test_the_desk_asks_as_much_for_many_as_for_one(
    desk, held, django_assert_max_num_queries
):
    with django_assert_max_num_queries(55):
        desk.get("/calls/")


def test_a_key_that_ended_it_is_taken_back_from_the_corner(desk, held, call):
    answer = desk.post(url(call), {"heard": "REACHED"}, headers=HTMX)
    back = reverse("promises:reopening", args=[call.pk])
    assert back in answer.content.decode()

    desk.post(back, headers=HTMX)

    call.refresh_from_db()
    assert call.ended_at is None
    assert not Call.objects.standing().exists()


def test_one_that_only_moved_it_is_not(desk, held, call):
    answer = desk.post(url(call), {"heard": "NO_ANSWER"}, headers=HTMX)

    assert "reopening" not in answer.content.decode()
    assert "王芳" in answer.content.decode()
