"""A visit of Wang Fang to Doctor Li at 东院, on Monday noon."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from renxin.clinics.models import Chair
from renxin.safety import checklist
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from tests.cast import NOON, TODAY, employed

IN_ORDER = {item.code: "PASSED" for item in checklist.items(checklist.current())}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def visit(wang_fang, dongyuan, doctor_li):
    return Visit.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        doctor=doctor_li,
        began_at=NOON,
        day=TODAY,
        number=7,
    )


@pytest.fixture
def chair(dongyuan):
    return Chair.objects.create(clinic=dongyuan, name="1 号椅")


@pytest.fixture
def he(dongyuan):
    return employed("he", "何静", Role.ASSISTANT, dongyuan)


def day_after(days: int) -> date:
    return TODAY + timedelta(days=days)


def noon_after(days: int) -> datetime:
    return NOON + timedelta(days=days)
