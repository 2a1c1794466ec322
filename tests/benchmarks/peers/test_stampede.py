import pytest

from benchmarks.peers import stampede
from benchmarks.peers.crowd import furnished


@pytest.mark.django_db(transaction=True)
def test_every_side_is_asked_the_same_and_ours_takes_nothing_twice():
    house = furnished(days=2)

    told = {
        name: stampede.run_side(name, house, clients=4, rounds=2)
        for name in ("naive", "unique start", "constraint alone", "ours")
    }

    assert {one["attempts"] for one in told.values()} == {8}
    assert told["ours"]["overlaps"] == told["ours"]["errors"] == 0
    assert told["constraint alone"]["overlaps"] == 0
