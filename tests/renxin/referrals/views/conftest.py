"""Li and Sun at their desks, in English; Li has referred Wang Fang to her."""

import pytest
from django.test import Client
from django.utils import timezone

from renxin.staff.models.staff import Language
from tests.cast import signed_in
from tests.renxin.referrals.made import referred

HTMX = {"HX-Request": "true"}


def desk_of(staff):
    staff.language = Language.EN
    staff.save()
    return signed_in(Client(), staff)


@pytest.fixture
def li(doctor_li):
    return desk_of(doctor_li)


@pytest.fixture
def sun(doctor_sun):
    return desk_of(doctor_sun)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun):
    now = timezone.now()
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=now)
