from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.rosters.models import RosterChange, Shift
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.rosters.conftest import shift
from tests.renxin.rosters.views.conftest import HTMX

pytestmark = pytest.mark.django_db

NEW = reverse("rosters:new_shift")


@pytest.fixture
def day():
    return timezone.now().date() + timedelta(days=3)


@pytest.fixture
def form(doctor_li, day):
    return {
        "staff": doctor_li.pk,
        "role": "DOCTOR",
        "day": day,
        "starts": "08:00",
        "ends": "12:00",
    }


@pytest.fixture
def standing(planner, form):
    planner.post(NEW, form, headers=HTMX)
    return Shift.objects.get()


def at(name, shift_):
    return reverse(f"rosters:{name}", args=[shift_.pk])


def test_a_shift_is_added_in_the_dialog(planner, form, doctor_li):
    opened = planner.get(NEW, {"staff": doctor_li.pk}, headers=HTMX)
    answer = planner.post(NEW, form, headers=HTMX)

    assert "<html" not in opened.content.decode()
    assert "Shift added" in answer.content.decode()
    assert "roster-changed" in answer["HX-Trigger"]
    assert Shift.objects.get().staff == doctor_li


def test_without_a_script_it_is_a_page_and_leads_back_to_the_week(planner, form):
    assert "<html" in planner.get(NEW).content.decode()

    assert planner.post(NEW, form).status_code == 302


def test_a_clash_is_said_where_it_was_typed(planner, form, standing):
    answer = planner.post(NEW, form, headers=HTMX)

    assert answer.status_code == 422
    assert "already works at" in answer.content.decode()
    assert Shift.objects.count() == 1


def test_whoever_works_only_elsewhere_cannot_be_chosen(planner, form, outsider_zhao):
    answer = planner.post(NEW, form | {"staff": outsider_zhao.pk}, headers=HTMX)

    assert answer.status_code == 422
    assert Shift.objects.count() == 0


def test_a_day_is_changed_and_dropped(planner, standing):
    opened = planner.get(at("shift", standing), headers=HTMX).content.decode()
    assert 'value="08:00"' in opened

    hours = {"starts": "09:00", "ends": "13:00", "why": "开会"}
    changed = planner.post(at("shift", standing), hours, headers=HTMX)
    assert "Shift changed" in changed.content.decode()
    dropped = planner.post(at("drop", standing), {"why": "停诊"}, headers=HTMX)

    assert "Shift dropped" in dropped.content.decode()
    assert Shift.objects.count() == 0
    whys = RosterChange.objects.order_by("pk").values_list("why", flat=True)
    assert list(whys) == ["", "开会", "停诊"]


def test_hours_that_end_before_they_begin_are_refused(planner, standing):
    hours = {"starts": "13:00", "ends": "09:00"}

    answer = planner.post(at("shift", standing), hours, headers=HTMX)

    assert answer.status_code == 422
    assert "ends after it begins" in answer.content.decode()


def test_a_shift_on_the_last_day_of_all_is_refused(planner, form):
    answer = planner.post(NEW, form | {"day": "9999-12-31"}, headers=HTMX)

    assert answer.status_code == 422
    assert "more than two years ahead" in answer.content.decode()


def test_two_shifts_are_swapped_with_a_colleague_of_the_same_role(
    planner, standing, dongyuan, doctor_li
):
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    hers = shift(
        chen,
        dongyuan,
        standing.during.upper + timedelta(hours=1),
        standing.during.upper + timedelta(hours=3),
    )
    opened = planner.get(at("swap", standing), headers=HTMX).content.decode()
    assert "陈知夏" in opened

    answer = planner.post(at("swap", standing), {"other": hers.pk}, headers=HTMX)

    assert "Shifts swapped" in answer.content.decode()
    assert Shift.objects.get(pk=hers.pk).staff == doctor_li


def test_a_shift_of_another_clinic_is_not_there(planner, outsider_zhao, hexi):
    now = timezone.now()
    theirs = shift(
        outsider_zhao, hexi, now, now + timedelta(hours=2), role=Role.GREETER
    )

    for name in ("shift", "drop", "swap"):
        assert planner.get(at(name, theirs)).status_code == 404
        assert planner.post(at(name, theirs), {}).status_code == 404
