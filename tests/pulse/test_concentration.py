from itertools import pairwise

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulse.concentration import Stays, bound, drawn, ranked, stays_on_top

AMOUNTS = st.lists(st.integers(1, 10**6), min_size=1, max_size=60)


def holders(**columns):
    return nw.from_native(pl.LazyFrame(columns))


def spread(amounts):
    return drawn(ranked(holders(now=amounts), "now"))


def stays(**columns):
    frame = holders(**columns)
    bounds = [bound(ranked(frame, column)) for column in ("before", "now")]
    return stays_on_top(frame, *bounds)


def test_where_all_hold_the_same_nothing_is_concentrated():
    even = spread([5] * 10)

    assert (even.gini, even.top(20)) == (pytest.approx(0), pytest.approx(0.2))


def test_one_who_holds_nearly_all_is_the_top():
    steep = spread([1, 1, 1, 1, 96])

    assert steep.top(20) == pytest.approx(0.96)
    assert steep.gini == pytest.approx(0.76)


def test_who_was_here_and_holds_nothing_is_counted_and_less_is_nothing():
    told = spread([0, -3, None, 7])

    assert (told.n, told.total) == (3, 7)


def test_of_nothing_there_is_no_share():
    nothing = spread([0])

    assert (nothing.n, nothing.gini, nothing.top(20)) == (1, None, None)
    assert nothing.as_json()["top"]["20"] is None


@given(AMOUNTS)
def test_the_curve_climbs_from_nothing_to_all(amounts):
    curve = spread(amounts).lorenz

    assert curve[0] == 0
    assert curve[100] == pytest.approx(1)
    assert all(a <= b + 1e-12 for a, b in pairwise(curve))


@given(AMOUNTS)
def test_the_index_is_half_the_mean_difference_over_the_mean(amounts):
    n, total = len(amounts), sum(amounts)
    by_hand = sum(abs(a - b) for a in amounts for b in amounts) / (2 * n * total)

    assert spread(amounts).gini == pytest.approx(by_hand, abs=1e-9)


@given(AMOUNTS)
def test_the_top_fifth_hold_what_they_hold(amounts):
    ordered = sorted(amounts, reverse=True)
    key = len(ordered) / 5
    by_hand = sum(ordered[: int(key)])
    by_hand += (key - int(key)) * ordered[int(key)] if int(key) < len(ordered) else 0

    assert spread(amounts).top(20) == pytest.approx(by_hand / sum(ordered))


def test_who_was_on_top_and_is_again_stays():
    before = [9, 8, 1, 1, 1, 1, 1, 1, 1, 1]
    now = [9, 1, 8, 1, 1, 1, 1, 1, 1, 0]

    assert stays(before=before, now=now) == Stays(1, 2)


def test_equals_at_the_bound_stand_together():
    assert stays(before=[2, 2, 2, 1, 1], now=[1, 1, 1, 1, 1]) == Stays(3, 3)


def test_without_a_year_before_nobody_stays():
    assert stays(before=[0, 0], now=[1, 2]) is None
