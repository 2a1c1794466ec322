import pytest

from benchmarks.peers import slots


@pytest.mark.django_db
def test_the_search_and_the_walk_find_the_same_soonest_start(monkeypatch):
    monkeypatch.setattr(slots, "SEARCHES", 12)

    told = slots.measured(doctors=4, days=6, assistants=5)

    assert told["searches"] == 12
    assert told["found"] > 6
    assert told["peers"]["walked"]["p50_ms"] > 0
