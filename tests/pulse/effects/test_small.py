import pytest

from pulse.effects.small import EVEN, lean, pooled


def test_the_chance_that_one_is_better():
    found = lean((20, 40), (12, 40))

    assert found.better == pytest.approx(0.964556, abs=5e-7)
    assert found.low < 0 < found.mean < found.high


def test_a_small_clinic_is_drawn_towards_the_house():
    prior = pooled([(200, 1000), (210, 1000), (1, 2)])
    tiny, large = (lean(one, one, (prior, EVEN)) for one in ((1, 2), (500, 1000)))

    assert prior[0] / sum(prior) == pytest.approx(0.205, abs=0.002)
    assert tiny.mean < -0.2  # 0.2 of the house, beside its own half
    assert abs(large.mean) < 0.06


def test_branches_that_differ_weigh_less():
    alike = sum(pooled([(20, 100), (21, 100), (19, 100), (20, 100)]))
    apart = sum(pooled([(5, 100), (40, 100), (20, 100), (60, 100)]))

    assert apart < 10 < alike


@pytest.mark.parametrize(
    "branches", [[], [(5, 10)], [(0, 9), (0, 0)], [(0, 9), (0, 9)]]
)
def test_without_others_nothing_is_thought_beforehand(branches):
    assert pooled(branches) == EVEN


def test_a_prior_alone_is_the_belief_where_nobody_was_seen():
    found = lean((0, 0), (0, 0))

    assert (found.mean, found.better) == pytest.approx((0, 0.5), abs=1e-3)
