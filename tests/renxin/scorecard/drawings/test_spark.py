from renxin.scorecard.drawings.spark import spark


def test_the_line_runs_from_end_to_end_between_its_extremes() -> None:
    drawn = spark([0.1, 0.3], None)

    assert drawn.line == "M0.0 26.0 L120.0 4.0"
    assert drawn.goal == ""


def test_a_month_without_a_value_is_a_gap() -> None:
    drawn = spark([0.1, None, 0.2, 0.3], None)

    assert drawn.line.count("M") == 2


def test_the_goal_is_inside_the_picture() -> None:
    assert spark([0.2, 0.3], 0.1).goal == "M0 26.0H120"


def test_one_value_is_no_line() -> None:
    assert spark([None, 0.2], 0.1).line == ""


def test_values_all_alike_lie_in_the_middle() -> None:
    assert spark([0.2, 0.2], None).line == "M0.0 15.0 L120.0 15.0"
