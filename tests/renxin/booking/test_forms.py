from datetime import date, timedelta

import pytest
from django.utils import timezone

from renxin.booking.forms import at_clinic

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
