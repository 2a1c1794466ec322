"""A clinic that counts its line since the new year; it is Monday noon in Shanghai."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from renxin.followup.models import LineStart
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from tests.cast import NOON, employed

YESTERDAY = NOON - timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def start(dongyuan):
    return LineStart.objects.create(
        clinic=dongyuan, counted_from=date(2026, 1, 1), by=None, at=NOON
    )


@pytest.fixture
def carer(dongyuan):
    return employed("he", "何静", Role.CARE, dongyuan)


@pytest.fixture
def came(dongyuan, doctor_li, start):
    """Somebody was here yesterday, as another system told us."""

    def come(patient, at=YESTERDAY, clinic=dongyuan, **told):
        told = {"doctor": doctor_li, "ended_at": at, "began_at": at} | told
        return Visit.objects.create(patient=patient, clinic=clinic, **told)

    return come
