import pytest

from renxin.scorecard.drawings.lorenz import lorenz


def test_where_all_hold_the_same_the_mark_lies_on_the_diagonal() -> None:
    drawn = lorenz([(0.0, 0.0), (1.0, 1.0)])

    assert drawn.mark_x == pytest.approx(234.8)
    assert drawn.mark_y == pytest.approx(254 - 0.8 * 244)


def test_the_mark_is_read_off_between_points() -> None:
    drawn = lorenz([(0.0, 0.0), (0.7, 0.3), (0.9, 0.5), (1.0, 1.0)])

    assert drawn.mark_y == pytest.approx(254 - 0.4 * 244)


def test_the_curve_goes_from_corner_to_corner() -> None:
    drawn = lorenz([(0.0, 0.0), (0.5, 0.1), (1.0, 1.0)])

    assert drawn.curve.startswith("M30.0 254.0")
    assert drawn.curve.endswith("286.0 10.0")
