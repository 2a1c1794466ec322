from renxin.scorecard.drawings.leads import FLOOR, PHONE, TOP, leads
from renxin.scorecard.missing import Group

ALL = Group("", 30, 300, 0.07, 0.14)
BANDS = [
    Group("0", 5, 100, 0.02, 0.11),
    Group("1", None, 6),
    Group("2–3", 20, 100, 0.13, 0.29),
]


def test_each_band_stands_at_its_share_with_its_interval():
    drawn = leads(BANDS, ALL)

    low, _few, high = drawn.points
    assert FLOOR > low.y > high.y > TOP
    assert low.bar.startswith(f"M{low.x} ")
    assert low.x < high.x < drawn.right


def test_a_band_too_small_to_be_told_is_passed_over_and_keeps_its_place():
    drawn = leads(BANDS, ALL)

    assert drawn.points[1].y is None
    assert drawn.line == (
        f"M{drawn.points[0].x} {drawn.points[0].y}"
        f" L{drawn.points[2].x} {drawn.points[2].y}"
    )


def test_the_scale_begins_at_nought_and_holds_every_interval():
    drawn = leads(BANDS, ALL, PHONE)

    assert drawn.ticks[0].label == "0 %"
    assert drawn.ticks[0].at == FLOOR
    assert drawn.ticks[-1].label == "30 %"
    assert drawn.ticks[-1].at == TOP


def test_where_no_band_may_be_told_nothing_is_drawn():
    assert leads([Group("0", None, 3)], ALL) is None
    assert leads([], ALL) is None
