from datetime import date

from pulse import Period, trend
from tests.pulse.cast import THIS_YEAR, appointment, visit


def test_a_trend_is_a_figure_a_month_oldest_first(opened):
    tables = opened(
        appointments=[
            appointment("甲", "2025-01-05", "NO_SHOW"),
            appointment("乙", "2025-12-05", "KEPT"),
        ]
    )

    told = trend(tables, "K07", THIS_YEAR)

    assert [one.by["month"] for one in told][::11] == ["2025-01", "2025-12"]
    assert [one.value for one in told] == [1.0, *[None] * 10, 0.0]


def test_a_trend_may_be_of_one_group(opened):
    tables = opened(
        appointments=[
            appointment("甲", "2025-12-05", "NO_SHOW", clinic="东院"),
            appointment("乙", "2025-12-06", "KEPT", clinic="河西"),
        ]
    )

    told = trend(tables, "K07", THIS_YEAR, months=1, by={"clinic": "东院"})

    assert [(one.part, one.whole) for one in told] == [(1, 1)]


def test_attrition_is_the_state_at_each_months_end(opened):
    tables = opened(visits=[visit("甲", "2024-01-15"), visit("乙", "2025-12-31")])

    told = trend(tables, "K22", THIS_YEAR, months=2)

    assert [(one.part, one.whole) for one in told] == [(1, 1), (1, 1)]


def test_a_month_only_begun_is_taken_whole(opened):
    tables = opened(appointments=[appointment("甲", "2025-03-30", "KEPT")])

    told = trend(tables, "K06", Period(date(2025, 3, 1), date(2025, 3, 10)), months=1)

    assert told[0].whole == 1


def test_a_figure_that_cannot_be_told_has_no_trend(opened):
    assert trend(opened(visits=[visit("甲", "2025-03-01")]), "K07", THIS_YEAR) == ()
