from renxin.safety.drawings.control import FLOOR, PHONE, TOP, control
from renxin.safety.limits import Sample, p_chart

WEEKS = [Sample(1, 10), Sample(0, 0), Sample(3, 10), Sample(2, 10)]


def test_points_stand_between_the_floor_and_the_top():
    drawn = control(p_chart(WEEKS))

    for mark in drawn.marks:
        assert mark.y is None or TOP <= mark.y <= FLOOR


def test_a_week_not_known_is_stepped_over():
    drawn = control(p_chart(WEEKS))

    assert drawn.marks[1].y is None
    assert drawn.line.count("M") == 1
    assert drawn.line.count("L") == 2
    assert drawn.high.count("M") == 3


def test_on_a_phone_it_is_drawn_narrower():
    drawn = control(p_chart(WEEKS), PHONE)

    assert drawn.width == PHONE
    assert max(mark.x for mark in drawn.marks) < PHONE
