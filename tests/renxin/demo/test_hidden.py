"""What `pulse` counts in the tables, against what was true all along."""

import json
from datetime import date

import pyarrow.parquet as pq
import pytest

from pulse.cli import main
from renxin.demo.write import write

UNTIL = date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("world")
    write(out, seed=7, patients=6000, years=2, until=UNTIL)
    return out


@pytest.fixture(scope="module")
def truth(folder):
    return json.loads((folder / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def both_years(folder):
    return told(folder, "2024-11-21", "2026-11-21")


@pytest.fixture(scope="module")
def last_year(folder):
    return told(folder, "2025-11-21", "2026-11-21")


def told(folder, start, end):
    out = folder / f"figures-{start}.json"
    main(["report", str(folder), "--from", start, "--to", end, "--json", str(out)])
    return json.loads(out.read_text("utf-8"))


def figure(report, code):
    return next(one for one in report["figures"] if one["code"] == code)


def hidden(folder, name):
    return pq.read_table(folder / "truth" / f"{name}.parquet").to_pylist()


def test_no_row_of_the_world_is_refused(both_years):
    assert both_years["tables"]
    assert {table["name"]: table["refused"] for table in both_years["tables"]} == {
        table["name"]: 0 for table in both_years["tables"]
    }


def test_no_shows_are_counted_to_the_last_one(both_years, truth):
    counted = figure(both_years, "K07")

    assert counted["part"] == truth["counts"]["bookings"]["no_show"]
    assert counted["whole"] <= truth["counts"]["bookings"]["ended"]


def test_generations_are_counted_to_the_last_patient(both_years, truth):
    counted = {
        str(row["generation"]): row["patients"]
        for row in both_years["introduction_network"]["generations"]
        if row["generation"] > 0
    }

    true = dict(truth["counts"]["generations"])
    del true["0"]
    assert counted == true


def test_the_lost_have_mostly_left_in_truth(last_year, folder):
    left = {
        row["patient_id"] for row in hidden(folder, "leavings") if not row["came_back"]
    }
    lost = {one for group in last_year["loss"]["by_reason"] for one in group["ids"]}

    assert len(lost) > 150
    assert len(lost & left) / len(lost) > 0.85


def test_reasons_are_those_of_the_truth(last_year, truth):
    shares = truth["parameters"]["leaving"]["reasons"]

    for row in last_year["loss"]["by_reason"]:
        if row["reason"] in shares:
            assert abs(row["value"] - shares[row["reason"]]) < 0.09


def test_attrition_lies_where_people_leave(last_year, truth):
    counted = figure(last_year, "K22")["value"]
    left = sum(truth["counts"]["left_by_year"].values()) / 2

    assert 0.17 < counted < 0.25
    assert left / truth["patients"] < counted
