from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from renxin.journal.models import Entry
from renxin.promises.models import Ending, Promise
from renxin.promises.models.ending import How
from tests.renxin.promises.views.conftest import HTMX


def url(name, promise):
    return reverse(f"promises:{name}", args=[promise.pk])


def test_one_key_keeps_the_promise_and_its_row_says_so(desk, call, greeter_lin):
    answer = desk.post(url("ending", call), {"way": "WELL"}, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="promise-{call.pk}"' in page
    assert 'data-state="ended"' in page
    assert url("reopening", call) in page
    assert "promise-changed" in answer["HX-Trigger"]
    assert Ending.objects.get().by == greeter_lin


def test_without_scripts_the_same_key_leads_to_the_promise(desk, call):
    answer = desk.post(url("ending", call), {"way": "WELL"})

    assert (answer.status_code, answer["Location"]) == (302, url("show", call))


def test_who_comes_second_reads_who_was_first_where_they_pressed(desk, call, doctor_li):
    Promise.objects.get().keep(outcome="WELL", by=doctor_li, at=timezone.now())

    answer = desk.post(url("ending", call), {"way": "NO_ANSWER"}, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("李予安 ended this at") == 2
    assert f'id="promise-{call.pk}"' in page
    assert Ending.objects.get().by == doctor_li


def test_a_key_pressed_twice_by_a_trembling_hand_acts_once(desk, call):
    key = HTMX | {"Idempotency-Key": "one-press"}
    first = desk.post(url("ending", call), {"way": "WELL"}, headers=key)
    second = desk.post(url("ending", call), {"way": "WELL"}, headers=key)

    assert (first.status_code, second.status_code) == (200, 200)
    assert second["Idempotent-Replay"] == "true"
    assert second["HX-Trigger"] == first["HX-Trigger"]
    assert Ending.objects.count() == 1


def test_nobody_answered_moves_it_and_says_to_when(desk, call):
    answer = desk.post(url("ending", call), {"way": "NO_ANSWER"}, headers=HTMX)

    assert "Moved to" in answer.content.decode()
    assert call in Promise.objects.open()


def test_a_key_that_asks_first_shows_its_question(desk, call):
    answer = desk.get(url("ending", call) + "?way=UNWELL", headers=HTMX)

    page = answer.content.decode()
    assert "What troubles them?" in page
    assert "<html" not in page


def test_the_question_must_be_answered(desk, call):
    answer = desk.post(
        url("ending", call), {"way": "UNWELL", "said": " "}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "Say why, in a few words." in answer.content.decode()
    assert not Ending.objects.exists()


def test_the_answer_reaches_the_doctor(desk, call):
    desk.post(url("ending", call), {"way": "UNWELL", "said": "出血"}, headers=HTMX)

    assert Promise.objects.open().get().why == "出血"


def test_a_refused_key_leaves_no_trace(desk, call):
    before = Entry.objects.count()

    answer = desk.post(url("ending", call), {"way": "UNDERSTOOD"}, headers=HTMX)

    assert answer.status_code == 422
    assert Entry.objects.count() == before


def test_a_promise_of_another_clinic_is_not_there(client, call, outsider_zhao):
    client.force_login(outsider_zhao, backend="renxin.staff.sign_in.StaffBackend")

    for name in ("ending", "release", "reopening", "deferral", "handover"):
        answer = client.post(url(name, call), {"way": "WELL"})
        assert answer.status_code == 404
    assert client.get(url("show", call)).status_code == 404
    assert not Ending.objects.exists()


def test_a_person_owns_up_with_a_reason(desk, call):
    silent = desk.post(url("release", call), {"how": "break"}, headers=HTMX)
    desk.post(url("release", call), {"how": "break", "reason": "忘了"}, headers=HTMX)

    assert silent.status_code == 422
    assert (Ending.objects.get().how, Ending.objects.get().reason) == (
        How.BROKEN,
        "忘了",
    )


def test_a_promise_is_let_go_with_a_reason(desk, call):
    form = {"how": "release", "reason": "患者自己来过了"}
    answer = desk.post(url("release", call), form, headers=HTMX)

    assert Ending.objects.get().how == How.RELEASED
    assert "患者自己来过了" in answer.content.decode()


def test_an_ending_is_taken_back_from_the_corner(desk, call):
    desk.post(url("ending", call), {"way": "WELL"}, headers=HTMX)

    answer = desk.post(url("reopening", call), headers=HTMX)

    assert "Taken back; it is open again" in answer.content.decode()
    assert "promise-changed" in answer["HX-Trigger"]
    assert call in Promise.objects.open()


def test_what_ended_a_while_ago_is_not_taken_back(desk, call, greeter_lin):
    earlier = timezone.now() - timedelta(minutes=2)
    Promise.objects.get().keep(outcome="WELL", by=greeter_lin, at=earlier)

    answer = desk.post(url("reopening", call), headers=HTMX)

    assert answer.status_code == 422
    assert "for one minute" in answer.content.decode()
    assert Ending.objects.exists()
