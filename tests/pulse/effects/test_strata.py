import random

import pytest

from pulse.effects.gap import two_shares
from pulse.effects.strata import Sums, foretold, gap_of


def sums(pairs):
    """Of (y, x) pairs."""
    y, x = [one for one, _ in pairs], [one for _, one in pairs]
    squares = (sum(a * a for a in one) for one in (y, x))
    yy, xx = squares
    return Sums(len(pairs), sum(y), yy, sum(x), xx, sum(a * b for a, b in pairs))


def share(part, whole):
    return Sums(whole, part, part)


def test_of_one_stratum_it_is_the_gap_of_two_shares():
    found = gap_of([(share(300, 1000), share(120, 500))])
    plain = two_shares((300, 1000), (120, 500))

    assert found.mean == pytest.approx(plain.mean)
    assert found.error == pytest.approx(plain.error, rel=2e-3)


def test_a_stratum_that_differs_anyway_does_not_pass_for_an_effect():
    """Most of those held out are of the kind that comes; of each kind all are alike."""
    strata = [(share(10, 100), share(1, 10)), (share(60, 100), share(600, 1000))]

    assert gap_of(strata).mean == pytest.approx(0)
    assert two_shares((70, 200), (601, 1010)).mean == pytest.approx(-0.245, abs=1e-3)


def test_a_stratum_with_nobody_on_one_side_says_nothing():
    strata = [(share(10, 100), share(5, 100)), (share(9, 10), share(0, 0))]

    assert gap_of(strata).mean == pytest.approx(0.05)
    assert gap_of([(share(9, 10), share(0, 0))]) is None
    assert gap_of([]) is None


def drawn(chance, n, effect):
    """People who came often last year come again; x is their visits then."""
    for _ in range(n):
        x = min(6, int(chance.expovariate(0.5)))
        yield float(chance.random() < 0.08 + 0.12 * x + effect), x


def test_what_last_year_foretold_is_taken_out_and_its_worth_told():
    chance = random.Random(5)  # noqa: S311
    strata = [
        (sums(list(drawn(chance, 4000, 0.05))), sums(list(drawn(chance, 4000, 0.0))))
    ]
    plain, found = gap_of(strata), foretold(strata)

    assert found.rho > 0.3
    assert found.gap.error == pytest.approx(
        plain.error * (1 - found.spared) ** 0.5, rel=2e-3
    )
    low, high = found.gap.interval()
    assert low < 0.05 < high


def test_last_year_that_was_the_same_for_all_foretells_nothing():
    strata = [(sums([(1, 2), (0, 2)] * 20), sums([(0, 2), (0, 2), (1, 2)] * 20))]

    assert foretold(strata) is None
