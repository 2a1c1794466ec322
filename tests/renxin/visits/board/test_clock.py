import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renxin.visits.board.clock import Clock

TABLE = Path(__file__).parents[4] / "web" / "tests" / "wait-clock.json"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize("shown", json.loads(TABLE.read_text("utf-8")))
def test_the_server_and_every_screen_say_the_same(shown):
    clock = Clock(shown["seconds"], shown["goal"])

    told = (clock.minutes, clock.over, clock.part, clock.state)
    assert told == (shown["minutes"], shown["over"], shown["part"], shown["state"])


def test_nobody_has_waited_less_than_no_time():
    assert Clock.since(NOON, at=NOON - timedelta(seconds=2)).seconds == 0
