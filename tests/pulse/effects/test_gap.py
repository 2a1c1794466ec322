import numpy as np
import pytest

from pulse.effects.gap import TAU, Gap, two_shares, welch

LOOKS, TRIALS = 20, 2000


def test_the_whole_of_hillstroms_experiment_on_visits():
    """64,000 customers: 3,894, 3,238 and 2,262 of three sides came to the site."""
    men = two_shares((3894, 21307), (2262, 21306))
    women = two_shares((3238, 21387), (2262, 21306))

    assert men.mean == pytest.approx(0.07659, abs=5e-6)
    assert men.error == pytest.approx(0.0033859, abs=5e-7)
    assert men.interval() == pytest.approx((0.06995, 0.08322), abs=6e-6)
    assert women.mean == pytest.approx(0.04523, abs=5e-6)


def test_look_any_day_on_hillstroms_conversions_and_visits():
    women = Gap(0.003111, 0.000823)
    men = Gap(0.0765895, 0.0033859)

    assert women.any_day(tau=0.01) == pytest.approx((0.000373, 0.005849), abs=1e-6)
    assert men.any_day(tau=0.01) == pytest.approx((0.06631, 0.08687), abs=5e-6)


@pytest.mark.parametrize("free", [None, 10, 20])
@pytest.mark.parametrize("error", [0.0, 0.008])
@pytest.mark.parametrize("mean", [0.0, 0.0156, 0.0158, 0.0166, 0.0168, 0.0179, -0.3])
def test_the_interval_leaves_nothing_out_just_when_p_says_so(mean, error, free):
    gap = Gap(mean, error, free)
    low, high = gap.interval()

    assert (low > 0 or high < 0) == (gap.p < 0.05)


def test_where_each_side_is_all_or_nothing_any_day_is_as_one_look():
    gap = two_shares((3, 3), (0, 2))

    assert gap.any_day() == gap.interval() == (1.0, 1.0)


def test_looking_any_day_costs_width():
    gap = Gap(0.03, 0.02)

    assert gap.any_day()[0] < gap.interval()[0] < gap.interval()[1] < gap.any_day()[1]


def test_whoever_looks_twenty_times_is_fooled_at_most_five_times_in_a_hundred():
    """Each trial: no effect at all, and a look after every tenth of the people."""
    chance = np.random.default_rng(20261122)
    size, share = 100, 0.25
    came = chance.binomial(size, share, (2, TRIALS, LOOKS)).cumsum(axis=2)
    n = size * np.arange(1, LOOKS + 1)
    shares = came / n
    far = shares[0] - shares[1]
    error = np.sqrt((shares * (1 - shares) / n).sum(axis=0))
    v, t = error**2, TAU**2
    half = np.sqrt(v * (v + t) / t * (2 * np.log(20) + np.log((v + t) / v)))

    assert Gap(far[0, 0], error[0, 0]).any_day() == pytest.approx(
        (far[0, 0] - half[0, 0], far[0, 0] + half[0, 0])
    )
    assert (abs(far) > half).any(axis=1).mean() <= 0.05
    assert (abs(far) > 1.96 * error).any(axis=1).mean() > 0.2


def test_welch_on_few_uses_students_law():
    """Two sides of eleven with the same variance: twenty degrees of freedom."""
    gap = welch((5.0, 4.0, 11), (3.0, 4.0, 11))
    half = 2.085963 * (8 / 11) ** 0.5

    assert gap.free == pytest.approx(20)
    assert gap.interval() == pytest.approx((2 - half, 2 + half), abs=1e-4)
    assert gap.p == pytest.approx(0.029444, abs=5e-5)


def test_nobody_and_one_alone_cannot_be_compared():
    with pytest.raises(ValueError, match="nobody"):
        two_shares((0, 0), (1, 2))
    with pytest.raises(ValueError, match="fewer than two"):
        welch((1.0, 0.0, 1), (1.0, 1.0, 9))
    with pytest.raises(ValueError, match="tau"):
        Gap(0.1, 0.1).any_day(tau=0)
