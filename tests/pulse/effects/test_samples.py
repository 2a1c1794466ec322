from math import exp

import pytest

from pulse.effects.samples import drawn_ratio, ratio, tail


def test_sides_as_drawn_and_sides_that_lost_somebody():
    """Hillstrom's three sides; and a site that lost six thousand on one of two."""
    sound, broken = ratio((21307, 21387, 21306)), ratio((821588, 815482))

    assert (sound.chi2, sound.p) == pytest.approx((0.2025, 0.904), abs=5e-4)
    assert broken.chi2 == pytest.approx(22.77, abs=5e-3)
    assert broken.p == pytest.approx(1.82e-6, rel=2e-3)
    assert (sound.is_sound, broken.is_sound) == (True, False)


def test_the_shares_meant_need_not_be_alike():
    assert ratio((80, 20), (0.8, 0.2)).p == 1.0
    assert not ratio((80, 20)).is_sound


def test_each_with_a_chance_of_their_own_is_the_same_where_all_have_one():
    of_one = ratio((790, 210), (0.8, 0.2))

    assert drawn_ratio(210, 200.0, 160.0).chi2 == pytest.approx(of_one.chi2)
    assert drawn_ratio(0, 0.0, 0.0) is None


@pytest.mark.parametrize(
    ("chi2", "free", "p"),
    [(3.841459, 1, 0.05), (5.991465, 2, 0.05), (7.814728, 3, 0.05), (9.4877, 4, 0.05)],
)
def test_the_tail_of_chi_square(chi2, free, p):
    assert tail(chi2, free) == pytest.approx(p, abs=1e-6)
    assert tail(chi2, 2) == pytest.approx(exp(-chi2 / 2))


@pytest.mark.parametrize(
    ("counts", "shares"),
    [((), ()), ((5,), ()), ((0, 0), ()), ((1, 2), (0.5, 0.4)), ((1, 2), (1.0, 0.0))],
)
def test_what_cannot_be_checked_is_refused(counts, shares):
    with pytest.raises(ValueError, match=r"^(Two groups|A group)"):
        ratio(counts, shares)
