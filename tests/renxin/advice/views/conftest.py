"""People at their desks, in English."""

import pytest
from django.test import Client

from renxin.staff.models.staff import Language
from tests.cast import signed_in

HTMX = {"HX-Request": "true"}


def desk_of(staff):
    staff.language = Language.EN
    staff.save()
    return signed_in(Client(), staff)


@pytest.fixture
def pharmacy(pharmacist_mei):
    return desk_of(pharmacist_mei)


@pytest.fixture
def surgery(doctor_li):
    return desk_of(doctor_li)
