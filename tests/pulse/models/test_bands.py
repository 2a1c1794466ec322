import numpy as np
import pytest

from pulse.models import Band, band_of
from pulse.models.bands import by_band


@pytest.mark.parametrize(
    ("chance", "band"),
    [
        (0.20, Band.OFTEN),
        (0.199, Band.RATHER),
        (0.125, Band.RATHER),
        (0.1, Band.USUAL),
        (0.076, Band.USUAL),
        (0.074, Band.SELDOM),
        (0.0, Band.SELDOM),
    ],
)
def test_a_chance_is_told_beside_the_usual_one(chance, band):
    assert band_of(chance, 0.1) is band


def test_each_band_tells_what_came_to_pass_beside_what_was_expected():
    chances = np.array([0.3, 0.25, 0.1, 0.05, 0.05])
    missed = np.array([1, 0, 0, 1, 0])

    often, usual, seldom = by_band(chances, missed, usual=0.1)

    assert (often.group, often.part, often.whole) == ("often", 1, 2)
    assert often.expected == pytest.approx(0.55)
    assert (usual.part, usual.whole) == (0, 1)
    assert (seldom.group, seldom.part, seldom.whole) == ("seldom", 1, 2)
