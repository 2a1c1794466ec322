import numpy as np
import pytest

from pulse.models.logistic import Unfitted, chance, fit


def test_one_yes_or_no_gives_the_log_odds_of_its_groups():
    design = np.array([[1.0, 0.0], [1.0, 1.0]])

    weights = fit(design, np.array([20.0, 60.0]), np.array([100.0, 80.0]), ridge=0)

    assert weights == pytest.approx(
        [np.log(20 / 80), np.log(60 / 20) - np.log(20 / 80)]
    )


def test_patterns_weigh_what_their_rows_would():
    dice = np.random.default_rng(7)
    rows = np.c_[np.ones(400), dice.integers(0, 2, (400, 3))]
    hits = (dice.random(400) < 0.3).astype(float)
    patterns, which = np.unique(rows, axis=0, return_inverse=True)
    which = which.ravel()

    together = fit(patterns, np.bincount(which, hits), np.bincount(which).astype(float))

    assert together == pytest.approx(fit(rows, hits, np.ones(400)), abs=1e-9)


def test_the_slope_is_level_where_it_stops():
    dice = np.random.default_rng(11)
    rows = np.c_[np.ones(900), dice.normal(size=(900, 4))]
    hits = (dice.random(900) < chance(rows @ np.array([-1, 0.5, 0, 2, -3]))) * 1.0

    weights = fit(rows, hits, np.ones(900), ridge=2.0)

    pull = np.array([0, 2, 2, 2, 2]) * weights
    assert rows.T @ (hits - chance(rows @ weights)) == pytest.approx(pull, abs=1e-6)


def test_what_parts_cleanly_is_held_back_by_the_ridge():
    design = np.array([[1.0, 0.0], [1.0, 1.0]])

    weights = fit(design, np.array([0.0, 50.0]), np.array([50.0, 50.0]))

    assert np.isfinite(weights).all()
    assert 2 < weights[1] < 20


def test_two_features_that_say_the_same_are_refused_without_a_ridge():
    design = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])

    with pytest.raises(Unfitted):
        fit(design, np.array([1.0, 2.0]), np.array([4.0, 4.0]), ridge=0)


def test_a_chance_never_overflows():
    assert chance(np.array([-1e6, 0.0, 1e6])).tolist() == [0.0, 0.5, 1.0]
