"""Tuesday at 东院 as the desk sees it; the clock stands where a test puts it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from renxin.booking.agreement import book
from renxin.booking.models import Appointment
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.booking.conftest import clock

TUESDAY = "2026-03-03"


@pytest.fixture
def it_is(monkeypatch) -> Callable[[datetime], None]:
    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture(autouse=True)
def early_tuesday(it_is) -> None:
    it_is(clock(8, 30))


def speaking_english(staff: Staff) -> Staff:
    staff.language = Language.EN
    staff.save()
    return staff


@pytest.fixture
def desk(client, dongyuan) -> Client:
    greeter = employed("qian", "钱多", Role.GREETER, dongyuan)
    return signed_in(client, speaking_english(greeter))


@pytest.fixture
def managing(dongyuan) -> Client:
    manager = employed("sun", "孙敏", Role.MANAGER, dongyuan)
    return signed_in(Client(), speaking_english(manager))


@pytest.fixture
def booked(wang_fang, terms) -> Appointment:
    """Wang Fang on Tuesday at ten, forty minutes with Li in the first chair."""
    return book(wang_fang, terms, by=None, at=clock(8))
