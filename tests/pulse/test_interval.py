import pytest

from pulse.interval import wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(8, 10, 0.49016, 0.94332), (0, 20, 0.0, 0.16113)],
)
def test_an_interval_is_the_published_one(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-6)


def test_of_nothing_there_is_no_interval():
    assert wilson(0, 0) is None


def test_an_interval_stays_within_none_and_all():
    assert wilson(5, 5)[1] == 1.0
