from datetime import date, timedelta

import pytest
from django.utils import timezone

from renxin.booking.forms import TimeForm, at_clinic
from renxin.booking.refusals import NoLength, TooLong

pytestmark = pytest.mark.django_db


def in_days(clinic, days):
    return clinic.day_of(timezone.now()) + timedelta(days=days)


def test_whoever_works_here_for_a_time_may_be_chosen_until_then(doctor_li, dongyuan):
    doctor_li.posts.update(until_on=in_days(dongyuan, 30))
    assert list(at_clinic(dongyuan)) == [doctor_li]

    doctor_li.posts.update(until_on=in_days(dongyuan, 0))
    assert list(at_clinic(dongyuan)) == []


def test_whoever_worked_here_and_works_elsewhere_is_not_chosen(
    doctor_li, dongyuan, hexi
):
    doctor_li.posts.update(until_on=date(2026, 3, 1))
    doctor_li.posts.create(clinic=hexi, role="DOCTOR", since_on=date(2026, 3, 1))

    assert list(at_clinic(dongyuan)) == []
    assert list(at_clinic(hexi)) == [doctor_li]


def test_whoever_has_left_is_not_chosen(doctor_li, dongyuan):
    doctor_li.is_active = False
    doctor_li.save()

    assert list(at_clinic(dongyuan)) == []


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"minutes": "-30"}, "minutes", NoLength.sentence),
        ({"minutes": "0"}, "minutes", NoLength.sentence),
        ({"minutes": "-99999999999999999999"}, "minutes", NoLength.sentence),
        ({"minutes": "721"}, "minutes", TooLong.sentence),
        ({"day": "9999-12-31"}, "day", "That day is more than two years ahead."),
    ],
)
def test_a_length_or_a_day_that_cannot_be_is_told_beside_its_field(
    dongyuan, typed, field, said
):
    usual = {"day": in_days(dongyuan, 1), "clock": "10:00", "minutes": "30"}

    form = TimeForm(usual | typed, clinic=dongyuan)

    assert form.errors == {field: [str(said)]}
