"""A week at 东院 in March 2026; the second is a Monday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from renxin.clinics.models import Department
from renxin.rosters.models import Leave, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)


def clock(hour, minute=0, day=3):
    """A moment of March 2026 on the clinic's own clock."""
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def shift(staff, clinic, first, last, role=Role.DOCTOR, **more):
    return Shift.objects.create(
        staff=staff, clinic=clinic, role=role, during=span(first, last), **more
    )


def away(staff, first, last, **more):
    return Leave.objects.create(
        staff=staff, kind=Kind.ILLNESS, during=span(first, last), at=NOON, **more
    )


@pytest.fixture
def nurse_he(dongyuan):
    return employed("he", "何静", Role.ASSISTANT, dongyuan)


@pytest.fixture
def endodontics(dongyuan):
    return Department.objects.create(clinic=dongyuan, name="牙体牙髓", code="d1")
