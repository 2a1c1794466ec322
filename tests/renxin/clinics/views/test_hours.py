from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.clinics.models import OpeningHours, SpecialDay
from renxin.staff.models.staff import Language
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, manager_gu):
    manager_gu.language = Language.EN
    manager_gu.save()
    return signed_in(client, manager_gu)


@pytest.fixture
def path(dongyuan):
    return reverse("clinics:hours", args=[dongyuan.pk])


@pytest.fixture
def form(dongyuan):
    monday = {"from_0_0": "08:30", "until_0_0": "12:00"}
    late = {"from_0_1": "13:30", "until_0_1": "00:00"}
    return {"version": dongyuan.version} | monday | late


def test_a_week_is_written_and_shown_again(desk, path, form):
    assert desk.post(path, form).status_code == 302

    told = sorted(str(one) for one in OpeningHours.objects.all())
    assert told == ["08:30–12:00", "13:30–24:00"]
    shown = desk.get(path).content.decode()
    assert 'value="08:30"' in shown
    assert 'value="00:00"' in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until_0_0": ""}, "both ends"),
        ({"until_0_0": "08:00"}, "overlap"),
        ({"from_0_1": "11:00"}, "overlap"),
        ({"from_0_0": "soon"}, "valid time"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_what_stood_stands(
    desk, path, form, wrong, sentence
):
    answer = desk.post(path, form | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert OpeningHours.objects.count() == 0


def test_a_screen_that_is_out_of_date_does_not_win(desk, path, form):
    desk.post(path, form)

    stale = desk.post(path, form | {"from_0_0": "09:00"})

    assert stale.status_code == 409
    assert OpeningHours.objects.filter(from_minute=510).exists()


def test_a_special_day_is_entered_and_taken_back(desk, path, dongyuan):
    new = reverse("clinics:special", args=[dongyuan.pk])
    day = {"day": timezone.localdate() + timedelta(days=3), "label": "设备检修"}

    assert desk.post(new, day).status_code == 302
    assert "设备检修" in desk.get(path).content.decode()
    again = desk.post(new, day)
    half = desk.post(new, day | {"starts": "09:00"})
    special = SpecialDay.objects.get()
    desk.post(reverse("clinics:special_end", args=[special.pk]))

    assert (again.status_code, half.status_code) == (422, 422)
    assert not SpecialDay.objects.exists()


def test_the_page_is_a_fixed_number_of_statements(
    desk, path, form, django_assert_max_num_queries
):
    desk.post(path, form)

    with django_assert_max_num_queries(13):
        desk.get(path)
