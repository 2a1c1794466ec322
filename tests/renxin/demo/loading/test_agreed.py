"""The coming weeks of the demonstration stand as a desk would have agreed them."""

from datetime import timedelta

import pytest

from renxin.booking.models import (
    Appointment,
    Confirmation,
    Occupation,
    Outcome,
    Overbooking,
    Rebooking,
    Service,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.demo.world import simulate
from renxin.journal.models import Entry
from tests.renxin.demo.conftest import TEN, UNTIL

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture(scope="module")
def house(lived):
    return lived(simulate(7, 3000, 1, UNTIL))


def test_the_coming_weeks_are_agreed_by_the_desks_own_door():
    ahead = Appointment.objects.due().filter(starts_at__lt=TEN + timedelta(days=14))
    without = ahead.filter(occupations=None)
    assert ahead.count() > 60
    assert without.count() * 50 <= ahead.count()
    assert Service.objects.count() == 10
    assert Occupation.objects.filter(taken_as="CHAIR").exists()
    assert Occupation.objects.filter(taken_as="ASSISTANT").exists()
    told = Entry.objects.filter(fact="booking.booked").values_list("particulars")
    ids = [one["appointment_id"] for (one,) in told]
    assert len(ids) == len(set(ids)) == Appointment.objects.count() - _held()


def test_the_desks_are_alive():
    today = Outcome.objects.filter(at__gte=TEN - timedelta(hours=2))
    assert {"KEPT", "CANCELLED_BY_PATIENT"} <= set(today.values_list("kind", flat=True))
    assert Confirmation.objects.exists()
    assert Rebooking.objects.exists()
    assert 5 <= WaitlistEntry.objects.waiting().count() <= 9
    assert WaitlistEntry.objects.waiting().filter(hurts=True).exists()
    assert WaitlistOffer.objects.open().exists()
    assert _held()
    assert Overbooking.objects.exclude(reason="").exists()
    assert Occupation.objects.exclude(purpose="").exists()


def _held():
    return Appointment.objects.due().exclude(held_until=None).count()
