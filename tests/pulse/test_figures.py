from datetime import date

import pytest

from pulse import Period, catalogue, figures
from pulse.engines import duckdb, polars
from pulse.metrics.registry import Measure
from tests.pulse.cast import THIS_YEAR, appointment, charge, visit

BOOKINGS = [
    appointment("王芳", "2025-03-01T09:00", "KEPT", clinic="东院"),
    appointment("李雷", "2025-03-01T10:00", "NO_SHOW", clinic="东院"),
    appointment("韩梅", "2025-04-01T10:00", "CANCELLED_BY_PATIENT", clinic="河西"),
    appointment("林涛", "2025-04-01T10:00", "CANCELLED_BY_CLINIC", clinic="河西"),
    appointment("马超", "2025-04-01T10:00", "DUE", clinic="河西"),
    appointment("周瑜", "2025-04-01T10:00", "KEPT", walk_in="true"),
]


def test_show_no_show_and_cancellation_make_up_the_whole(opened):
    told = figures(
        opened(appointments=BOOKINGS), THIS_YEAR, codes=["K06", "K07", "K08"]
    )

    assert [(one.code, one.part, one.whole) for one in told.figures] == [
        ("K06", 1, 3),
        ("K07", 1, 3),
        ("K08", 1, 3),
    ]


def test_a_period_is_closed_at_its_start_and_open_at_its_end(opened):
    tables = opened(
        appointments=[
            appointment("王芳", "2024-12-31T23:59", "NO_SHOW"),
            appointment("王芳", "2025-01-01T00:00", "NO_SHOW"),
            appointment("王芳", "2025-12-31T23:40", "NO_SHOW"),
            appointment("王芳", "2026-01-01T00:00", "NO_SHOW"),
        ]
    )

    assert figures(tables, THIS_YEAR, codes=["K07"]).figures[0].part == 2


def test_a_figure_whose_table_is_missing_is_left_out_with_the_reason(opened):
    told = figures(opened(appointments=BOOKINGS), THIS_YEAR)

    reasons = {one.code: one.reason for one in told.left_out}
    assert reasons["K01"] == "no table `visits`"
    assert reasons["K07.AHEAD"] == "no column `booked_at` in `appointments`"
    assert "K07" not in reasons


def test_an_introduction_rate_needs_one_of_two_sources(opened):
    told = figures(opened(visits=[visit("王芳", "2025-03-01")]), THIS_YEAR)

    reason = next(one.reason for one in told.left_out if one.code == "K11")
    assert reason == "no table `introductions` and no table `patients`"


def test_a_grouping_that_cannot_be_told_leaves_out_only_itself(opened):
    told = figures(
        opened(appointments=BOOKINGS), THIS_YEAR, by=("doctor",), codes=["K07"]
    )

    assert told.figures == ()
    assert told.left_out[0].as_json() == {
        "code": "K07",
        "reason": "no column `doctor` in `appointments`",
        "by": ["doctor"],
    }


def test_groups_are_named_and_one_without_a_name_is_null(opened):
    bookings = [*BOOKINGS, appointment("甲", "2025-05-01", "NO_SHOW")]

    told = figures(
        opened(appointments=bookings), THIS_YEAR, by=("clinic",), codes=["K07"]
    )

    assert {one.by["clinic"]: one.part for one in told.figures} == {
        None: 1,
        "东院": 1,
        "河西": 0,
    }


def test_groups_cross(opened):
    told = figures(
        opened(appointments=BOOKINGS), THIS_YEAR, by=("clinic", "month"), codes=["K07"]
    )

    assert [one.by for one in told.figures] == [
        {"clinic": "东院", "month": "2025-03"},
        {"clinic": "河西", "month": "2025-04"},
    ]


def test_a_row_is_grouped_by_what_its_patient_is(opened):
    people = [{"patient_id": "李雷", "channel": "网络"}]
    tables = opened(appointments=BOOKINGS, patients=people)

    told = figures(tables, THIS_YEAR, by=("channel",), codes=["K07"])

    assert {one.by["channel"]: one.part for one in told.figures} == {None: 0, "网络": 1}


def test_an_empty_whole_has_no_value(opened):
    tables = opened(
        appointments=[appointment("甲", "2025-05-01", "CANCELLED_BY_CLINIC")]
    )

    (told,) = figures(tables, THIS_YEAR, codes=["K07"]).figures

    assert told.as_json() == {
        "code": "K07",
        "name": "no_show_rate",
        "zh": "爽约率",
        "part": 0,
        "whole": 0,
        "value": None,
        "by": {},
    }


def test_a_mean_carries_its_value_and_how_many(opened):
    tables = opened(
        charges=[charge("甲", "2025-05-01", "30"), charge("乙", "2025-05-01", "0")]
    )

    (told,) = figures(tables, THIS_YEAR, codes=["K13"]).figures

    assert told.as_json() == {
        "code": "K13",
        "name": "revenue_per_patient",
        "zh": "客单价",
        "value": 30.0,
        "n": 1,
        "by": {},
    }


@pytest.mark.parametrize(
    "by", [("clinic",), ("doctor",), ("month",), ("clinic", "month")]
)
def test_the_groups_of_what_adds_up_make_the_whole(engine, clinic_years, by):
    tables = engine.open(clinic_years)
    codes = ["K01", "K02", "K06", "K07", "K08", "K11"]

    groups = figures(tables, THIS_YEAR, by=by, codes=codes)
    whole = figures(tables, THIS_YEAR, codes=codes)

    for one in whole.figures:
        assert sum(group.part for group in groups.of(one.code)) == one.part
        assert sum(group.whole for group in groups.of(one.code)) == one.whole


def test_both_engines_give_the_same_figures(clinic_years):
    told = [
        figures(engine.open(clinic_years), THIS_YEAR, by=("clinic", "doctor"))
        for engine in (duckdb, polars)
    ]

    assert told[0] == told[1]


def test_a_share_is_never_more_than_all(engine, clinic_years):
    tables = engine.open(clinic_years)
    period = Period(date(2023, 5, 9), date(2025, 2, 3))

    told = figures(tables, period, by=("clinic",)).figures

    shares = [one for one in told if catalogue()[one.code].measure is Measure.SHARE]
    assert all(0 <= one.value <= 1 for one in shares if one.value is not None)
