"""The trial of the made-up house: drawn fairly, with an effect that is found again."""

from collections import Counter, defaultdict
from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from pulse import effects
from pulse.engines import duckdb
from renxin.demo.words import truth as parameters
from renxin.demo.write import write
from tests.renxin.demo.conftest import UNTIL

WITHIN = timedelta(days=90)


@pytest.fixture(scope="module", params=[7, 11], ids=["seed 7", "seed 11"])
def folder(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("trial")
    write(out, seed=request.param, patients=6000, years=2, until=UNTIL)
    return out


def test_in_every_twenty_draws_of_a_house_four_are_held_out(tables):
    blocks = defaultdict(Counter)
    for row in tables["assignments"]:
        blocks[row["stratum"], row["place"] // 20][row["arm"]] += 1

    whole = [block for block in blocks.values() if block.total() == 20]
    assert len(whole) > 50
    assert {block["HELD_OUT"] for block in whole} == {4}


def test_nobody_is_drawn_twice_or_within_half_a_year_of_a_visit(tables):
    came = defaultdict(list)
    for visit in tables["visits"]:
        came[visit["patient_id"]].append(visit["began_at"])
    drawn = {row["patient_id"]: row["assigned_at"] for row in tables["assignments"]}

    assert len(drawn) == len(tables["assignments"])
    for patient, at in drawn.items():
        before = [one for one in came[patient] if one < at]
        assert timedelta(days=178) < at - max(before) < timedelta(days=182)


def test_only_who_was_written_to_comes_because_of_it(tables, truth):
    arms = {row["patient_id"]: row["arm"] for row in tables["assignments"]}
    brought = [one["patient_id"] for one in truth["drawn"] if one["brought"]]

    assert {arms[one] for one in brought} == {"TREATED"}
    share = len(brought) / Counter(arms.values())["TREATED"]
    assert 0.5 < share / parameters()["trial"]["lift"] < 1


def test_the_effect_that_was_planted_lies_in_the_interval(folder):
    (one,) = effects(duckdb.open(folder))

    low, high = one.gap.interval()
    assert one.sizes.is_sound
    assert low <= planted(folder) <= high


def planted(folder):
    """The share of those written to who came, and would not have come by themselves."""
    rows = {
        name: pq.read_table(folder / f"{name}.parquet").to_pylist()
        for name in ("assignments", "visits", "truth/drawn")
    }
    brought = {one["patient_id"] for one in rows["truth/drawn"] if one["brought"]}
    by_themselves = defaultdict(list)
    for visit in rows["visits"][: len(rows["visits"]) - len(brought)]:
        by_themselves[visit["patient_id"]].append(visit["began_at"])
    counted = [
        one
        for one in rows["assignments"]
        if one["arm"] == "TREATED" and one["assigned_at"].date() < UNTIL - WITHIN
    ]
    because = [
        one["patient_id"] in brought
        and not any(
            timedelta(0) < came - one["assigned_at"] < WITHIN
            for came in by_themselves[one["patient_id"]]
        )
        for one in counted
    ]
    return sum(because) / len(because)
