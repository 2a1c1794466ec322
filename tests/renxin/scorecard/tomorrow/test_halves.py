from datetime import UTC, datetime

import pytest

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.scorecard.tomorrow.chances import Foretold
from renxin.scorecard.tomorrow.coming import Coming
from renxin.scorecard.tomorrow.halves import halves


def one(hour, chance=None):
    """Booked at an hour of the clock in Shanghai."""
    booked = Appointment(
        clinic=Clinic(zone="Asia/Shanghai"),
        starts_at=datetime(2026, 3, 3, hour - 8, tzinfo=UTC),
    )
    foretold = None if chance is None else Foretold(chance, ())
    return Coming(appointment=booked, foretold=foretold, band=None, call=None)


def test_each_half_tells_how_many_may_not_come_and_how_sure_that_is():
    morning, afternoon = halves([one(9, 0.5), one(11, 0.5), one(14, 0.25)])

    assert (str(morning.name), morning.booked, morning.mean) == ("上午", 2, 1.0)
    assert (morning.low, morning.high) == (0, 2)
    assert (afternoon.booked, afternoon.mean, afternoon.high) == (1, 0.25, 1)


@pytest.mark.parametrize(
    ("chances", "to_ask"), [([0.2, 0.2], 0), ([0.3, 0.3], 1), ([0.5] * 4, 2)]
)
def test_so_many_are_asked_as_places_will_likely_be_empty(chances, to_ask):
    (half,) = halves([one(9, chance) for chance in chances])

    assert half.to_ask == to_ask


def test_whoever_booked_since_is_counted_apart_and_not_guessed_at():
    (half,) = halves([one(9, 0.5), one(10)])

    assert (half.booked, half.unknown, half.mean) == (2, 1, 0.5)


def test_a_half_in_which_nobody_is_booked_is_not_told():
    assert len(halves([one(15, 0.1)])) == 1
    assert halves([]) == ()
