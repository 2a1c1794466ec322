# ruff: noqa: DTZ001  the clinic's own clock names no zone

from datetime import datetime

import narwhals as nw
import polars as pl
import pytest

from pulse.fetch import one
from pulse.rate import Spread, minutes_between


def spread(amounts):
    rows = nw.from_native(pl.LazyFrame({"wait": amounts}, schema={"wait": pl.Float64}))
    return one(Spread(rows, nw.col("wait")).by())


def test_a_mean_says_of_how_many():
    told = spread([10, 20, 30, None])

    assert (told["n"], told["mean"], told["median"]) == (3, 20, 20)


def test_nine_in_ten_wait_no_longer_than_the_ninetieth_percentile():
    assert spread(range(1, 12))["p90"] == pytest.approx(10)


def test_of_nobody_there_is_no_mean():
    assert spread([]) == {"n": 0, "mean": None, "median": None, "p90": None}


def test_a_wait_that_ends_before_it_begins_is_none():
    early, late = datetime(2025, 3, 1, 9), datetime(2025, 3, 1, 9, 45)
    rows = pl.LazyFrame({"arrived": [early, late], "seen": [late, early]})
    waits = nw.from_native(rows).select(wait=minutes_between("arrived", "seen"))

    assert waits.collect().rows() == [(45.0,), (None,)]
