from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.rosters.models import Pattern, Shift
from renxin.rosters.spans import span
from tests.cast import NOON, SINCE
from tests.renxin.rosters.views.conftest import HTMX

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("rosters:patterns"), reverse("rosters:new_pattern")


@pytest.fixture
def form(doctor_li):
    return {
        "staff": doctor_li.pk,
        "role": "DOCTOR",
        "weekdays": [0, 2],
        "starts": "08:30",
        "ends": "17:30",
        "break_from": "12:00",
        "break_until": "13:30",
        "every": 1,
        "since_on": timezone.localdate() + timedelta(days=1),
    }


def test_a_week_written_down_is_laid_out_at_once(planner, form):
    answer = planner.post(NEW, form, headers=HTMX)

    assert Pattern.objects.count() == 4
    assert Shift.objects.count() == 32
    assert "32 shifts laid out" in answer.content.decode()
    assert "08:30–12:00" in planner.get(LIST).content.decode()


def test_the_planner_is_told_which_days_were_left_out_and_why(
    planner, form, doctor_li, dongyuan
):
    day = form["since_on"] + timedelta(days=7)
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(dongyuan.zone))
    during = span(midnight + timedelta(hours=9), midnight + timedelta(hours=15))
    Shift.objects.create(staff=doctor_li, clinic=dongyuan, role="DOCTOR", during=during)
    form["weekdays"] = [day.weekday()]

    told = planner.post(NEW, form, headers=HTMX).content.decode()

    assert "14 shifts laid out; 1 day left out" in told
    page = planner.get(LIST).content.decode()
    assert "Left out, as they already work then" in page
    assert f"works at {dongyuan.short_name}" in page


def test_the_patterns_ask_little_of_the_database(
    planner, form, django_assert_max_num_queries
):
    planner.post(NEW, form, headers=HTMX)

    with django_assert_max_num_queries(15):
        planner.get(LIST)


def test_the_same_week_twice_is_refused_with_the_one_that_stands(planner, form):
    planner.post(NEW, form, headers=HTMX)

    answer = planner.post(NEW, form, headers=HTMX)

    assert answer.status_code == 422
    assert "already has a pattern at" in answer.content.decode()
    assert Pattern.objects.count() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": []},
        {"break_until": ""},
        {"break_from": "07:00"},
        {"ends": "08:00", "break_from": "", "break_until": ""},
        {"since_on": SINCE},
        {"role": "ASSISTANT"},
        {"weekdays": [9]},
    ],
)
def test_a_week_that_cannot_be_is_refused(planner, form, wrong):
    answer = planner.post(NEW, form | wrong, headers=HTMX)

    assert answer.status_code == 422
    assert Pattern.objects.count() == 0


def test_midnight_ends_a_late_day(planner, form):
    late = {"starts": "16:00", "ends": "00:00", "break_from": "", "break_until": ""}

    planner.post(NEW, form | late, headers=HTMX)

    assert {one.hours for one in Pattern.objects.all()} == {"16:00–24:00"}
    assert {
        (one.during.upper - one.during.lower).seconds for one in Shift.objects.all()
    } == {8 * 3600}


def test_a_pattern_ends_and_its_shifts_fall_away(planner, form):
    planner.post(NEW, form, headers=HTMX)
    pattern = Pattern.objects.first()
    path = reverse("rosters:pattern", args=[pattern.pk])

    answer = planner.post(path, {"on": timezone.localdate()}, headers=HTMX)
    again = planner.post(path, {"on": timezone.localdate()}, headers=HTMX)

    assert "8 shifts fell away" in answer.content.decode()
    assert Shift.objects.count() == 24
    assert again.status_code == 422


def test_a_pattern_of_another_clinic_is_not_there(planner, outsider_zhao, hexi):
    theirs = Pattern.objects.create(
        staff=outsider_zhao,
        clinic=hexi,
        role="GREETER",
        weekday=0,
        from_minute=0,
        until_minute=60,
        since_on=SINCE,
        at=NOON,
    )

    assert planner.get(reverse("rosters:pattern", args=[theirs.pk])).status_code == 404
