"""FI-05 and FI-06: many book at once, by every path, and nobody twice."""

import pytest
from django.db import connection

from benchmarks.peers.crowd import (
    ASTRAY,
    OVERLAPS,
    UNASKED,
    at_once,
    counted,
    furnished,
)
from benchmarks.peers.paths import PATHS, by_all_paths, by_booking
from renxin.booking.models import Appointment

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, ROUNDS = 16, 8
BACKSTOP = "ALTER TABLE booking_occupation DROP CONSTRAINT nothing_taken_twice"
PUT_BACK = """
ALTER TABLE booking_occupation ADD CONSTRAINT nothing_taken_twice
    EXCLUDE USING gist (resource_id WITH =, during WITH &&, lane WITH =)
"""


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def without_the_backstop(db):
    execute(BACKSTOP)
    yield
    execute("TRUNCATE booking_occupation")
    execute(PUT_BACK)


def test_a_stampede_for_one_day_takes_nothing_twice(without_the_backstop):
    house = furnished(days=1)

    told = at_once(by_booking, house, CLIENTS, ROUNDS)

    assert dict(told.errors) == {}
    assert len(told.took) == CLIENTS * ROUNDS
    assert told.done["book"] == Appointment.objects.count()
    assert set(told.refused) == {"Taken"}
    assert counted(OVERLAPS) == 0


def test_a_stampede_over_all_paths_leaves_everything_in_its_place(
    without_the_backstop,
):
    house = furnished(days=2)

    told = at_once(by_all_paths, house, CLIENTS, ROUNDS)

    assert dict(told.errors) == {}
    assert len(told.took) == CLIENTS * ROUNDS
    assert set(told.done) <= set(PATHS)
    assert counted(OVERLAPS) == counted(UNASKED) == counted(ASTRAY) == 0
