import pytest
from django.urls import reverse

from renxin.booking.agreement import book
from renxin.rosters.models import Shift
from tests.cast import NOON


@pytest.fixture
def booked(wang_fang, terms):
    return book(wang_fang, terms, by=None, at=NOON)


def panel(desk):
    return desk.get(reverse("booking:uncovered")).content.decode()


def test_beside_the_calendar_another_time_is_one_press_away(desk, booked, li):
    Shift.objects.filter(staff=li).delete()

    told = panel(desk)

    assert "王芳" in told
    assert "李予安" in told
    assert f'data-gap-for="{booked.pk}"' in told
    assert reverse("booking:rebooking", args=[booked.pk]) in told


def test_when_everybody_is_there_nothing_takes_up_room(desk, booked):

    assert panel(desk).strip() == ""


def test_the_calendar_asks_for_it(desk):
    page = desk.get(reverse("booking:index")).content.decode()

    assert reverse("booking:uncovered") in page
