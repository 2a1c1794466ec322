"""A morning at 东院: two doctors at work, two chairs, one device, one service."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from renxin.booking.models import Service
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from tests.cast import employed

SHANGHAI = ZoneInfo("Asia/Shanghai")


def clock(hour: int, minute: int = 0, day: int = 3) -> datetime:
    """A moment of March 2026 on the clinic's own clock; the third is a Tuesday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def at_work(staff: Staff, clinic: Clinic, *days: int) -> None:
    for day in days:
        Shift.objects.create(
            staff=staff,
            clinic=clinic,
            role=Role.DOCTOR,
            during=span(clock(8, day=day), clock(18, day=day)),
        )


@pytest.fixture
def li(doctor_li, dongyuan):
    at_work(doctor_li, dongyuan, 3, 4, 5)
    return doctor_li


@pytest.fixture
def chen(dongyuan):
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)
    at_work(chen, dongyuan, 3, 4, 5)
    return chen


@pytest.fixture
def first_chair(dongyuan):
    return Chair.objects.create(clinic=dongyuan, name="1 号椅")


@pytest.fixture
def second_chair(dongyuan):
    return Chair.objects.create(clinic=dongyuan, name="2 号椅")


@pytest.fixture
def scanner(dongyuan):
    return Equipment.objects.create(clinic=dongyuan, name="口扫 1", kind="scanner")


@pytest.fixture
def filling(db):
    return Service.objects.create(
        code="filling", name="补牙", minutes=40, cleanup_minutes=10
    )


@pytest.fixture
def place(dongyuan, li, first_chair):
    """Tuesday at ten, forty minutes with Li in the first chair."""
    return Place(
        clinic=dongyuan,
        starts_at=clock(10),
        minutes=40,
        doctor=li,
        chair=first_chair,
        cleanup=timedelta(minutes=10),
    )


@pytest.fixture
def terms(place, filling):
    return Terms(place=place, service=filling)


@pytest.fixture(autouse=True)
def in_english():
    """What is refused is read as it stands in the code."""
    with translation.override("en"):
        yield
