from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.promises.models import Promise
from renxin.staff.models import Look
from tests.renxin.promises.made import promised
from tests.renxin.promises.views.conftest import HTMX

NEW = reverse("promises:new")
LIST = reverse("promises:index")


@pytest.fixture
def form(wang_fang, greeter_lin):
    return {
        "patient": wang_fang.pk,
        "what": "告诉王芳可以分两次付",
        "kind": "EXPLAIN",
        "when": "TOMORROW",
        "owner": f"person:{greeter_lin.pk}",
    }


def test_a_promise_is_written_down_in_one_form(desk, form, wang_fang, dongyuan):
    answer = desk.post(NEW, form, headers=HTMX)

    promise = Promise.objects.get()
    assert (promise.patient, promise.clinic) == (wang_fang, dongyuan)
    assert timezone.localtime(promise.due_at).hour == 10
    assert "Promised" in answer.content.decode()
    assert "promise-changed" in answer["HX-Trigger"]


def test_it_may_be_owed_by_a_role(desk, form):
    desk.post(NEW, form | {"owner": "role:DOCTOR"})

    assert Promise.objects.get().owner_role == "DOCTOR"


@pytest.mark.parametrize(
    ("due_at", "sentence"),
    [
        ("2020-01-01T10:00", "Choose a time that is still to come."),
        ("0001-01-01T00:00", "Choose a time that is still to come."),
        ("9999-12-31T23:59", "Choose a day within the next ten years."),
    ],
)
def test_a_time_nobody_can_keep_is_not_promised(desk, form, due_at, sentence):
    answer = desk.post(NEW, form | {"when": "", "due_at": due_at}, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Promise.objects.exists()


@pytest.mark.parametrize("missing", ["patient", "what", "when", "kind", "owner"])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(desk, form, missing):
    answer = desk.post(NEW, form | {missing: "", "why": "她很在意"}, headers=HTMX)

    assert answer.status_code == 422
    assert "她很在意" in answer.content.decode()
    assert not Promise.objects.exists()


def test_who_cannot_see_the_patient_cannot_promise_them_anything(
    client, form, outsider_zhao
):
    client.force_login(outsider_zhao, backend="renxin.staff.sign_in.StaffBackend")

    answer = client.post(NEW, form | {"owner": f"person:{outsider_zhao.pk}"})

    assert answer.status_code == 404
    assert not Promise.objects.exists()


def test_who_asked_not_to_be_called_is_refused_where_it_was_asked(
    desk, form, call, greeter_lin
):
    call.stop_calls(by=greeter_lin, at=timezone.now())

    answer = desk.post(NEW, form | {"kind": "CALL"}, headers=HTMX)

    assert answer.status_code == 422
    assert "This person asked not to be called." in answer.content.decode()


def test_the_patient_page_brings_its_patient_along(desk, wang_fang):
    page = desk.get(f"{NEW}?patient={wang_fang.pk}").content.decode()

    assert f'value="{wang_fang.pk}" checked' in page
    assert "<html" in page


@pytest.mark.parametrize("typed", ["王芳", "wf", "wangfang", "2207", "20260001"])
def test_the_patient_is_found_by_whatever_one_has(desk, wang_fang, typed):
    page = desk.post(reverse("promises:patients"), {"q": typed}).content.decode()

    assert "王芳" in page
    assert f'value="{wang_fang.pk}" checked' in page


def test_nobody_found_is_said(desk):
    page = desk.post(reverse("promises:patients"), {"q": "欧阳"}).content.decode()

    assert "Nobody called “欧阳”." in page


def test_its_page_tells_all_that_happened_to_it(desk, call, greeter_lin, doctor_li):
    now = timezone.now()
    call.defer(to=now + timedelta(days=1), reason="在开会", by=greeter_lin, at=now)
    call.hand_over(to=doctor_li, by=greeter_lin, at=now)
    call.keep(outcome="WELL", by=doctor_li, at=now)

    page = desk.get(reverse("promises:show", args=[call.pk])).content.decode()

    for told in ("Promised", "在开会", "林溪 → 李予安", "Reached, all well"):
        assert told in page
    assert Look.objects.get().patient_id == call.patient_id


def test_the_list_shows_whose_one_asks_for(
    desk, call, dongyuan, wang_fang, greeter_lin, doctor_li
):
    his = promised(wang_fang, dongyuan, by=doctor_li, what="给王芳讲方案")

    mine = desk.get(LIST).content.decode()
    everyone = desk.get(LIST, {"whose": "clinic"}).content.decode()

    assert call.what in mine
    assert his.what not in mine
    assert his.what in everyone


def test_the_list_of_the_late_and_of_the_ended(desk, call, greeter_lin):
    ended = desk.get(LIST, {"stands": "ended"}).content.decode()
    assert call.what not in ended
    assert call.what not in desk.get(LIST, {"stands": "late"}).content.decode()

    call.keep(outcome="WELL", by=greeter_lin, at=timezone.now())

    assert call.what in desk.get(LIST, {"stands": "ended"}).content.decode()


def test_a_key_that_makes_no_sense_starts_the_list_afresh(desk, call):
    for after in ("yesterday", "2026-13-45T99:99,1", "2026-03-02T00:00:00Z", ",,"):
        assert call.what in desk.get(LIST, {"after": after}).content.decode()
