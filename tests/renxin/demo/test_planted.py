"""What was planted in the made-up house is found by the watch, and nothing else is."""

import json
from datetime import date

import pyarrow.parquet as pq
import pytest

from pulse import Period
from pulse.engines import duckdb, polars
from pulse.fair import content, reasonable, waits
from renxin.demo.planted import ITEMS, PAIR
from renxin.demo.write import write

UNTIL = date(2026, 11, 21)
BOTH_YEARS = Period(date(2024, 11, 21), UNTIL)


@pytest.fixture(scope="module", params=[7, 11], ids=["seed 7", "seed 11"])
def folder(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("planted")
    write(out, seed=request.param, patients=6000, years=2, until=UNTIL)
    return out


@pytest.fixture(scope="module")
def truth(folder):
    told = json.loads((folder / "truth.json").read_text("utf-8"))
    return told["parameters"]["planted"]


@pytest.fixture(scope="module", params=[duckdb, polars], ids=["duckdb", "polars"])
def tables(request, folder):
    return request.param.open(folder)


@pytest.fixture(scope="module")
def dear(folder):
    rows = pq.read_table(folder / "truth" / "doctors.parquet").to_pylist()
    return [row["doctor"] for row in rows if row["dear"] > 1]


def test_the_dear_doctor_is_found_and_nobody_else(tables, truth, dear):
    found = reasonable(tables, BOTH_YEARS)

    asked = {(one.about, one.group): one for one in found.candidates()}
    assert set(asked) == {("CASE_COST", *dear), ("PLAN_VALUE", *dear)}
    cost = asked["CASE_COST", dear[0]]
    assert cost.low <= truth["dear"] <= cost.high
    assert len(cost.cases) == 10


def test_the_pair_that_never_comes_alone_is_found_and_no_other(tables):
    (found,) = reasonable(tables, BOTH_YEARS).packages

    assert set(found.services) == {ITEMS[one] for one in PAIR}
    assert found.part == found.whole > 500


def test_the_payer_who_waits_longer_is_found_at_that_house_alone(tables, truth):
    found = waits(tables, BOTH_YEARS)

    (asked,) = [one for one in found.rows if one.is_candidate]
    assert (asked.dim, asked.group) == ("payer", truth["longer_payer"])
    assert asked.clinic is not None
    assert asked.low <= truth["longer"] <= asked.high


def test_the_content_of_care_is_equal_and_is_called_equal(tables):
    told = content(tables, BOTH_YEARS)

    assert {one.about for one in told} == {
        "TIME_WITH_DOCTOR",
        "BACK_TO_DOCTOR",
        "DUTIES",
        "VISIT_COST",
    }
    assert not any(one.is_candidate for one in told)
