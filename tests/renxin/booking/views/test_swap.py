from dataclasses import replace

import pytest

from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Rebooking
from tests.cast import enrolled
from tests.renxin.booking.conftest import clock

HTMX = {"HX-Request": "true"}


@pytest.fixture
def other(xiaodou, terms, chen, second_chair):
    """The child at two with Chen in the second chair."""
    place = replace(terms.place, starts_at=clock(14), doctor=chen, chair=second_chair)
    return book(xiaodou, replace(terms, place=place), by=None, at=clock(8))


def swap(desk, one, two, **more):
    asked = {
        "version": one.version,
        "other": f"{two.pk}-{two.version}",
        "asked_by": "CLINIC",
    }
    return desk.post(
        f"/calendar/appointments/{one.pk}/swap/", asked | more, headers=HTMX
    )


def test_two_change_places(desk, booked, other, li, chen):
    answer = swap(desk, booked, other)

    one, two = Appointment.objects.order_by("pk")
    assert answer.status_code == 200
    assert (one.starts_at, one.doctor) == (clock(14), chen)
    assert (two.starts_at, two.doctor) == (clock(10), li)
    assert {was.asked_by for was in Rebooking.objects.all()} == {"CLINIC"}


def test_everybody_else_of_that_day_may_be_chosen(desk, booked, other):
    said = desk.get(
        f"/calendar/appointments/{booked.pk}/swap/", headers=HTMX
    ).content.decode()

    assert "14:00 王小豆" in said
    assert "10:00 王芳" not in said


def test_a_card_changed_on_another_screen_stays_where_it_is(desk, booked, other):
    stale = swap(desk, booked, other, other=f"{other.pk}-{other.version - 1}")

    assert stale.status_code == 409
    assert not Rebooking.objects.exists()


def test_somebody_has_to_be_chosen(desk, booked, other):
    answer = swap(desk, booked, other, other="")

    assert answer.status_code == 422
    assert "Choose with whom" in answer.content.decode()


def test_a_card_of_another_clinic_is_not_there(desk, booked, hexi, terms):
    place = replace(terms.place, clinic=hexi, doctor=None, chair=None)
    theirs = book(
        enrolled(hexi, "H-1", "不可见"),
        replace(terms, place=place),
        by=None,
        at=clock(8),
    )

    assert swap(desk, booked, theirs).status_code == 404
