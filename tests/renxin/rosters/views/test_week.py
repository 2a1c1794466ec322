from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.rosters.days import monday_of
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.rosters.conftest import away, shift

pytestmark = pytest.mark.django_db

WEEK, STRIP = reverse("rosters:index"), reverse("rosters:strip")
MOST_QUERIES = 12


@pytest.fixture
def tomorrow(doctor_li, dongyuan):
    """A shift from eight to twelve, UTC, tomorrow."""
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    first = day + timedelta(days=1)
    return shift(doctor_li, dongyuan, first, first + timedelta(hours=4))


def page(client, shift_, path=WEEK):
    day = shift_.clinic.day_of(shift_.during.lower)
    return client.get(path, {"week": monday_of(day), "day": day}).content.decode()


def test_a_planner_opens_a_shift_and_adds_one(planner, tomorrow):
    shown = page(planner, tomorrow)

    assert "李予安" in shown
    assert "08:00–12:00" in shown
    assert reverse("rosters:shift", args=[tomorrow.pk]) in shown
    assert reverse("rosters:new_shift") in shown


def test_others_see_the_week_and_change_nothing_nor_learn_what_leave_is_for(
    doctor_li, tomorrow
):
    away(doctor_li, tomorrow.during.lower, tomorrow.during.upper, note="手术")
    doctor_li.language = Language.EN
    doctor_li.save()
    desk = signed_in(Client(), doctor_li)

    shown = page(desk, tomorrow)

    assert "08:00–12:00" in shown
    assert "Away" in shown
    assert "Illness" not in shown
    assert "手术" not in shown
    assert "Add a shift" not in shown
    assert desk.get(reverse("rosters:new_shift")).status_code == 403


@pytest.mark.parametrize("week", ["", "soon", "2026-02-31", "9999-12-31", "0001-01-01"])
def test_what_is_no_week_is_this_week(planner, week):
    assert planner.get(WEEK, {"week": week}).status_code == 200


def test_the_strip_of_a_day_stands_above_the_calendar(planner, tomorrow):
    shown = page(planner, tomorrow, STRIP)

    assert "<svg" in shown
    assert shown.count("few assistants") >= 4
    assert planner.get(STRIP, {"day": "2001-01-01"}).content.strip() == b""


def test_above_a_week_the_strip_says_of_which_day_it_tells(planner, tomorrow):
    day = tomorrow.during.lower.date()
    named = f"{day:%a, }"

    assert named not in planner.get(STRIP, {"day": day}).content.decode()
    assert named in planner.get(STRIP, {"day": day, "named": 1}).content.decode()


def test_a_week_of_thirty_people_stays_within_its_statements(
    planner, dongyuan, django_assert_max_num_queries
):
    start = timezone.now().replace(hour=0, minute=0) + timedelta(days=1)
    for number in range(30):
        role = Role.DOCTOR if number < 6 else Role.ASSISTANT
        one = employed(f"p{number}", f"p{number}", role, dongyuan)
        shift(one, dongyuan, start, start + timedelta(hours=8), role)
    planner.get(WEEK)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert planner.get(WEEK).status_code == 200
