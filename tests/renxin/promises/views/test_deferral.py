from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from renxin.promises.models import Deferral
from tests.renxin.promises.views.conftest import HTMX


def url(promise):
    return reverse("promises:deferral", args=[promise.pk])


def test_the_quick_times_have_a_key_each(desk, call):
    page = desk.get(url(call), headers=HTMX).content.decode()

    assert 'name="when" value="HOUR" data-key="1"' in page
    assert 'value="TOMORROW"' in page


def test_one_more_key_moves_it(desk, call):
    answer = desk.post(url(call), {"when": "TOMORROW"}, headers=HTMX)

    call.refresh_from_db()
    assert "Moved to" in answer.content.decode()
    assert timezone.localtime(call.due_at).hour == 10
    assert '<dialog class="dialog" id="act"' in answer.content.decode()


def test_any_other_time_is_written(desk, call):
    day = timezone.localdate() + timedelta(days=9)

    desk.post(url(call), {"due_at": f"{day}T15:20", "reason": "出差"}, headers=HTMX)

    moved = Deferral.objects.get()
    assert f"{timezone.localtime(moved.due_at):%Y-%m-%d %H:%M}" == f"{day} 15:20"
    assert moved.reason == "出差"


def test_no_time_at_all_is_asked_for_where_it_is_missing(desk, call):
    answer = desk.post(url(call), {"reason": "出差"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Say by when." in answer.content.decode()
    assert "出差" in answer.content.decode()


def test_a_time_that_is_over_is_refused_and_what_was_typed_is_kept(desk, call):
    form = {"due_at": "2020-01-01T10:00", "reason": "出差"}

    answer = desk.post(url(call), form, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose a time that is still to come." in answer.content.decode()
    assert "出差" in answer.content.decode()
    assert not Deferral.objects.exists()


def test_a_time_nobody_can_read_is_named(desk, call):
    answer = desk.post(url(call), {"due_at": "5.3.2026"}, headers=HTMX)

    assert answer.status_code == 422
    assert not Deferral.objects.exists()
