from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from renxin.voice.outbox.clock import house_clock

SOON = timedelta(seconds=30)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_machine_whose_clock_jumps_keeps_the_houses_time(db, hours):
    clock = house_clock()
    begun = clock()

    with time_machine.travel(datetime.now(tz=UTC) + timedelta(hours=hours)):
        passed = clock() - begun

    assert timedelta() <= passed < SOON


def test_two_machines_that_disagree_have_one_time(db):
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(hours=1)):
        fast = house_clock()

    assert abs(fast() - house_clock()()) < SOON
