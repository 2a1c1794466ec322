from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.rosters.models import Leave
from tests.cast import signed_in
from tests.renxin.rosters.conftest import SHANGHAI, away
from tests.renxin.rosters.views.conftest import HTMX

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("rosters:leaves"), reverse("rosters:new_leave")


@pytest.fixture
def form(doctor_li):
    day = timezone.localdate() + timedelta(days=3)
    return {
        "staff": doctor_li.pk,
        "kind": "ILLNESS",
        "first": day,
        "first_from": "AFTERNOON",
        "last": day + timedelta(days=1),
        "last_until": "NOON",
        "note": "牙疼",
    }


def test_leave_is_entered_by_half_days(planner, form):
    answer = planner.post(NEW, form, headers=HTMX)

    during = Leave.objects.get().during
    assert "front desk" in answer.content.decode()
    assert during.lower.astimezone(SHANGHAI).hour == 13
    assert during.upper - during.lower == timedelta(days=1)


def test_a_whole_day_is_from_midnight_to_midnight(planner, form):
    whole = {"last": form["first"], "first_from": "MORNING", "last_until": "EVENING"}

    planner.post(NEW, form | whole, headers=HTMX)

    during = Leave.objects.get().during
    first = datetime.combine(form["first"], datetime.min.time(), SHANGHAI)
    assert (during.lower, during.upper) == (first, first + timedelta(days=1))


def test_leave_that_ends_before_it_begins_is_refused(planner, form):
    backwards = {"last": form["first"] - timedelta(days=1)}

    answer = planner.post(NEW, form | backwards, headers=HTMX)

    assert answer.status_code == 422
    assert Leave.objects.count() == 0


def test_leave_of_a_thousand_years_is_a_slip_of_the_finger(planner, form):
    answer = planner.post(NEW, form | {"last": "3026-12-12"}, headers=HTMX)

    assert answer.status_code == 422
    assert "more than two years ahead" in answer.content.decode()
    assert Leave.objects.count() == 0


def test_the_list_shows_what_for_only_to_whoever_plans(
    planner, form, doctor_li, dongyuan
):
    planner.post(NEW, form, headers=HTMX)

    seen = planner.get(LIST).content.decode()
    others = signed_in(Client(), doctor_li).get(LIST).content.decode()

    assert "Illness" in seen
    assert "牙疼" in seen
    assert "牙疼" not in others
    assert "李予安" in others


def test_leave_is_taken_back_with_a_reason(planner, form):
    planner.post(NEW, form, headers=HTMX)
    leave = Leave.objects.get()
    path = reverse("rosters:leave", args=[leave.pk])
    assert "李予安" in planner.get(path, headers=HTMX).content.decode()

    answer = planner.post(path, {"why": "好了"}, headers=HTMX)

    assert "taken back" in answer.content.decode()
    assert Leave.objects.get().taken_back_why == "好了"
    assert planner.get(path).status_code == 404


def test_leave_of_somebody_elsewhere_is_not_there(planner, outsider_zhao):
    now = timezone.now()
    leave = away(outsider_zhao, now, now + timedelta(hours=8))

    assert "赵海" not in planner.get(LIST).content.decode()
    assert planner.post(reverse("rosters:leave", args=[leave.pk])).status_code == 404
