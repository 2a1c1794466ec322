import json

import pytest

from pulse import Figure, catalogue, report, suppress
from pulse.engines import duckdb, polars
from tests.pulse.cast import THIS_YEAR, visit

SPLIT = {code for code, one in catalogue().items() if one.split_by}


@pytest.fixture(scope="module")
def told(clinic_years):
    return report(duckdb.open(clinic_years), THIS_YEAR, by=("clinic",))


def test_a_report_is_written_as_the_contract_says(told):
    written = json.loads(json.dumps(told.as_json()))

    assert written["period"] == {
        "from": "2025-01-01",
        "to": "2026-01-01",
        "zone": "Asia/Shanghai",
    }
    assert {"code", "name", "zh", "part", "whole", "value", "by"} == set(
        written["figures"][0]
    )
    assert {"name", "rows", "refused", "why"} <= set(written["tables"][0])
    assert {"n", "gini", "top", "lorenz", "stays_on_top"} <= set(
        written["concentration"]["patients_by_money"]
    )
    assert {"month", "whole", "within"} == set(written["cohorts"][0])
    assert {"by_reason", "by_month", "claims"} <= set(written["loss"])
    assert written["introduction_network"]["links"]


def test_the_whole_comes_before_its_groups(told):
    first_group = next(at for at, one in enumerate(told.figures) if one.by)

    assert told.figures[0].code == "K01"
    assert all(not one.by or one.code in SPLIT for one in told.figures[:first_group])


def test_months_added_up_are_the_figures_asked_for_at_once(clinic_years, told):
    from_both = report(polars.open(clinic_years), THIS_YEAR, by=("clinic",))

    assert from_both.as_json() == told.as_json()


def test_a_year_before_is_known_where_months_add_up_or_a_state_was_reached(told):
    before, state = told.year_before("K07"), told.year_before("K22")

    assert before.whole == sum(one.whole for one in told.trends["K07"][:12])
    assert state == told.trends["K22"][11]
    assert told.year_before("K12") is None


def test_a_report_of_little_tells_what_it_can(opened):
    told = report(opened(visits=[visit("甲", "2025-03-01")]), THIS_YEAR).as_json()

    assert told["introduction_network"] is None
    assert {"code": "K07", "reason": "no table `appointments`"} in told["left_out"]


def test_small_groups_lose_their_numbers_where_the_caller_asks():
    def figure(part, whole, n=None):
        value = part / whole if whole else None
        return Figure("K07", "no_show_rate", "爽约率", part, whole, value, n)

    small, large, nobody = suppress([figure(1, 4), figure(1, 5), figure(0, 0)], below=5)

    assert (small.part, small.whole, small.value) == (None, None, None)
    assert (large.part, nobody.whole) == (1, 0)
