from datetime import UTC, datetime

from django.utils import translation

from renxin.booking.facts import Booked, Cancelled

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
THEN = "2026-03-05T01:30:00+00:00"


def test_a_booking_is_told_on_the_clock_of_the_clinic():
    fact = Booked(
        at=NOON, by_id=None, appointment_id=1, starts_at=THEN, doctor="沈若兰"
    )

    assert fact.telling() == "03-05 09:30·沈若兰"


def test_a_cancelled_appointment_says_by_whom():
    fact = Cancelled(
        at=NOON,
        by_id=None,
        appointment_id=1,
        starts_at=THEN,
        outcome="CANCELLED_BY_CLINIC",
    )

    with translation.override("en"):
        assert fact.telling() == "Cancelled by the clinic·03-05 09:30"
