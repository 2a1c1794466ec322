from pulse import cohorts
from tests.pulse.cast import THIS_YEAR, visit

LAST = visit("last", "2025-12-31")


def of(month, tables):
    return next(one for one in cohorts(tables, THIS_YEAR) if one.month == month)


def test_a_cohort_is_those_first_seen_in_a_month(opened):
    tables = opened(
        visits=[
            visit("王芳", "2025-01-10"),
            visit("王芳", "2025-04-10"),
            visit("李雷", "2025-01-31T23:40"),
            LAST,
        ]
    )

    january = of("2025-01", tables)

    assert (january.whole, january.within[90], january.within[60]) == (2, 1, 0)


def test_days_that_have_not_passed_for_the_whole_month_are_not_told(opened):
    tables = opened(
        visits=[visit("王芳", "2025-10-01"), visit("王芳", "2025-10-09"), LAST]
    )

    october = of("2025-10", tables)

    assert (october.within[60], october.within[90]) == (1, None)


def test_coming_twice_on_the_first_day_is_coming_again(opened):
    twice = [visit("王芳", "2025-01-10T09:00"), visit("王芳", "2025-01-10T16:00")]

    assert of("2025-01", opened(visits=[*twice, LAST])).value(30) == 1


def test_who_was_here_before_the_data_begin_is_in_no_cohort(opened):
    tables = opened(visits=[visit("王芳", "2025-01-10", kind="RETURN"), LAST])

    assert [one.month for one in cohorts(tables, THIS_YEAR)] == ["2025-12"]


def test_a_cohort_tells_part_and_value_or_nothing(opened):
    tables = opened(
        visits=[visit("王芳", "2025-08-10"), visit("王芳", "2025-08-12"), LAST]
    )

    told = of("2025-08", tables).as_json()

    assert told["within"]["90"] == {"part": 1, "value": 1.0}
    assert told["within"]["180"] is None
