"""Monday noon at 东院: a doctor, the front desk and the manager at their screens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from renxin.staff.models.staff import Language
from tests.cast import NOON, signed_in


def at_screen(staff):
    staff.language = Language.EN
    staff.save()
    return signed_in(Client(), staff)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(minutes=20))


@pytest.fixture
def li_at_work(doctor_li):
    return at_screen(doctor_li)


@pytest.fixture
def front_desk(greeter_lin):
    return at_screen(greeter_lin)


@pytest.fixture
def managing(manager_gu):
    return at_screen(manager_gu)


@pytest.fixture
def elsewhere(outsider_zhao):
    return at_screen(outsider_zhao)
