from statistics import fmean, variance

import numpy as np
import pytest

from pulse.effects.gap import welch
from pulse.effects.ratio import two_ratios
from tests.pulse.effects.test_strata import sums

# Two sides of eight clinic days each: minutes waited, and the visits they were of.
OURS = [(410, 21), (388, 17), (530, 30), (290, 14), (615, 33), (350, 20), (480, 25)]
OURS = [*OURS, (402, 18)]
OTHERS = [(520, 20), (610, 28), (433, 17), (700, 31), (390, 15), (580, 24), (640, 29)]
OTHERS = [*OTHERS, (495, 19)]


def left_one_out(pairs):
    """The jackknife: another road to how far a ratio strays."""
    y, x = np.array(pairs, dtype=float).T
    ratios = (y.sum() - y) / (x.sum() - x)
    return (len(pairs) - 1) / len(pairs) * ((ratios - ratios.mean()) ** 2).sum()


def test_minutes_a_visit_are_compared_by_days():
    found = two_ratios(sums(OURS), sums(OTHERS))

    assert found.mean == pytest.approx(3465 / 178 - 4368 / 183)
    strays = left_one_out(OURS) + left_one_out(OTHERS)
    assert found.error == pytest.approx(strays**0.5, rel=0.02)


def test_it_is_the_variance_of_the_textbook():
    """Cochran 2.40: of y less R times x, over n times the squared mean of x."""
    r = 3465 / 178
    left = [y - r * x for y, x in OURS]
    by_hand = variance(left) / len(OURS) / fmean(x for _, x in OURS) ** 2
    alone = two_ratios(sums(OURS), sums([(1, 1), (1, 1)]))

    assert alone.error**2 == pytest.approx(by_hand)


def test_with_one_visit_a_day_it_is_the_gap_of_two_means():
    ours, others = ([(y, 1) for y, _ in side] for side in (OURS, OTHERS))
    means = [
        (fmean(y for y, _ in one), variance(y for y, _ in one), len(one))
        for one in (ours, others)
    ]
    found, plain = two_ratios(sums(ours), sums(others)), welch(*means)

    assert found.mean == pytest.approx(plain.mean)
    assert found.error == pytest.approx(plain.error)
    assert found.free == pytest.approx(plain.free)


def test_days_that_hang_together_are_not_counted_visit_by_visit():
    """Every day its own slowness: counted by visits the interval holds far too rarely.

    A hundred trials without any effect, of twelve days a side and thirty visits a day.
    """
    chance = np.random.default_rng(20261122)
    held = {"days": 0, "visits": 0}
    for _ in range(100):
        slow = chance.normal(20, 5, (2, 12, 1))
        waits = slow + chance.normal(0, 5, (2, 12, 30))
        days = [sums([(float(day.sum()), 30) for day in side]) for side in waits]
        low, high = two_ratios(*days).interval()
        held["days"] += low < 0 < high
        means = [(side.mean(), side.var(ddof=1), side.size) for side in waits]
        low, high = welch(*means).interval()
        held["visits"] += low < 0 < high

    assert held["days"] >= 90
    assert held["visits"] < 60


@pytest.mark.parametrize("pairs", [[(1, 1)], [(1, 0), (2, 0)], []])
def test_what_cannot_be_divided_is_refused(pairs):
    with pytest.raises(ValueError, match="two units"):
        two_ratios(sums(pairs), sums(OURS))
