"""Against the worked examples every textbook of control charts has."""

import pytest

from renxin.safety.limits import ENOUGH, Sample, p_chart, u_chart

# Montgomery, Introduction to Statistical Quality Control: nonconforming cans of
# frozen juice, thirty samples of fifty.
CANS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]
# The same: purchase orders with errors, in samples of unequal size.
ORDERS = [
    *((12, 100), (8, 80), (6, 80), (9, 100), (10, 110), (12, 110), (11, 100)),
    *((16, 100), (10, 90), (6, 90), (20, 110), (15, 120), (9, 120), (8, 120)),
    *((6, 110), (8, 80), (10, 80), (7, 80), (5, 90), (8, 100), (5, 100)),
    *((8, 100), (10, 100), (6, 90), (9, 90)),
]
# The same: defects in dyed cloth, per inspection unit.
CLOTH = [
    *((14, 10), (12, 8), (20, 13), (11, 10), (7, 9.5)),
    *((10, 10), (21, 12), (16, 10.5), (19, 12), (23, 12.5)),
]


def samples(pairs):
    return [Sample(part, whole) for part, whole in pairs]


def of_ten(parts):
    return p_chart([Sample(part, 10) for part in parts])


def runs(chart):
    return [place for place, point in enumerate(chart.points) if point.in_run]


def test_the_cans_have_the_limits_of_the_book():
    chart = p_chart([Sample(part, 50) for part in CANS])

    assert chart.centre == pytest.approx(0.2313, abs=1e-4)
    assert chart.points[0].high == pytest.approx(0.4102, abs=1e-4)
    assert chart.points[0].low == pytest.approx(0.0524, abs=1e-4)


def test_the_cans_are_outside_where_the_book_finds_them():
    chart = p_chart([Sample(part, 50) for part in CANS])

    outside = [place for place, one in enumerate(chart.points, 1) if one.is_outside]
    assert outside == [15, 23]


def test_every_week_has_limits_of_its_own_size():
    chart = p_chart(samples(ORDERS))

    assert chart.centre == pytest.approx(0.0955, abs=1e-4)
    assert chart.points[0].high == pytest.approx(0.184, abs=1e-3)
    assert chart.points[1].high == pytest.approx(0.194, abs=1e-3)
    assert [p for p, one in enumerate(chart.points, 1) if one.is_above] == [11]


def test_the_cloth_has_the_limits_of_the_book():
    chart = u_chart(samples(CLOTH))

    assert chart.centre == pytest.approx(1.42, abs=5e-3)
    assert chart.points[0].high == pytest.approx(2.55, abs=1e-2)
    assert chart.points[0].low == pytest.approx(0.29, abs=5e-3)
    assert chart.points[2].high == pytest.approx(2.41, abs=1e-2)


def test_limits_stay_where_a_rate_can_be():
    low = p_chart([Sample(1, 10)] * 12).points[0]
    high = p_chart([Sample(9, 10)] * 12).points[0]

    assert low.low == 0
    assert high.high == 1


def test_eight_in_a_row_on_one_side_are_a_run():
    assert runs(of_ten([9, 1, 1, 1, 1, 1, 1, 1, 1, 9])) == list(range(1, 9))
    assert runs(of_ten([9, 1, 1, 1, 1, 1, 1, 1, 9, 9])) == []


def test_a_week_in_which_nothing_was_asked_is_not_known_and_breaks_no_run():
    few = [Sample(2, 20)] * 4
    weeks = [Sample(18, 20), *few, Sample(0, 0), *few]
    chart = p_chart(weeks)

    assert chart.points[5].rate is None
    assert not chart.points[5].is_outside
    assert runs(chart) == [1, 2, 3, 4, 6, 7, 8, 9]


def test_a_point_upon_the_centre_breaks_a_run():
    assert runs(of_ten([5] * 12)) == []


def test_fewer_than_twelve_points_are_not_yet_known():
    assert not p_chart([Sample(1, 10)] * (ENOUGH - 1)).is_known
    assert p_chart([Sample(1, 10)] * ENOUGH).is_known


def test_nothing_at_all_is_no_error():
    chart = u_chart([Sample(0, 0)] * 3)

    assert chart.centre == 0
    assert not chart.is_known


def test_of_what_is_rare_weeks_without_any_are_no_run():
    rare = [Sample(part, 15) for part in (1, *[0] * 9, 1, *[0] * 9, 1)]

    assert runs(p_chart(rare)) == []
