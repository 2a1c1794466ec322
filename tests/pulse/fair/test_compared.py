import random
from math import log

import narwhals as nw
import numpy as np
import polars as pl
import pytest

from pulse.fair.compared import compared


def told(rows, alike=("cell",)):
    frame = pl.DataFrame(rows, schema=["cell", "group", "value"], orient="row").lazy()
    return compared(nw.from_native(frame), "value", "group", list(alike))


def test_a_group_is_held_against_the_others_of_its_own_cell():
    found = told(
        [
            *[("甲", "李", 10.0), ("甲", "李", 12.0)],
            *[("甲", "王", 4.0), ("甲", "王", 6.0)],
            *[("乙", "王", 99.0), ("乙", "王", 98.0)],
        ]
    )

    assert found["李"].mean == pytest.approx(6)
    assert found["王"].mean == pytest.approx(-6)
    assert (found["李"].n, found["李"].peers, found["王"].n) == (2, 2, 2)


def test_the_circumstances_explain_what_they_explain():
    rows = [("轻", "李", 1.0), ("轻", "王", 1.2), ("轻", "王", 0.8)]
    rows += [("重", "李", 9.1), ("重", "李", 8.9), ("重", "王", 9.0)]

    assert told(rows)["李"].mean == pytest.approx(0)


def test_whoever_has_no_peers_is_not_told():
    assert told([("甲", "李", 1.0), ("甲", "李", 2.0)]) == {}


def test_rows_without_a_value_or_a_group_are_nobodys():
    found = told(
        [
            *[("甲", "李", 1.0), ("甲", "李", 2.0)],
            *[("甲", "王", None), ("甲", None, 7.0)],
            *[("甲", "王", 3.0), ("甲", "王", 4.0)],
        ]
    )

    assert (found["李"].n, found["李"].peers) == (2, 2)


def test_an_unknown_circumstance_is_a_circumstance():
    found = told([(None, "李", 1.0), (None, "李", 2.0), (None, "王", 3.0)])

    assert found["李"].mean == pytest.approx(-1.5)


def test_the_estimate_is_that_of_least_squares_with_a_constant_per_cell():
    chance = random.Random(4)  # noqa: S311  a made-up house needs no secrets
    rows = [
        (chance.choice("甲乙丙"), chance.choice("李王赵"), chance.gauss(3, 1))
        for _ in range(400)
    ]

    cells = sorted({cell for cell, _, _ in rows})
    design = np.array(
        [[group == "李", *(cell == one for one in cells)] for cell, group, _ in rows],
        dtype=float,
    )
    best, *_ = np.linalg.lstsq(design, [value for *_, value in rows], rcond=None)

    assert told(rows)["李"].mean == pytest.approx(best[0])


def test_the_interval_holds_the_truth_as_often_as_it_says():
    chance = random.Random(5)  # noqa: S311  a made-up house needs no secrets
    held = 0
    for _ in range(300):
        rows = []
        for _ in range(120):
            cell, group = chance.choice("甲乙丙丁"), chance.choice("李王赵")
            spread = 2.0 if cell == "甲" else 0.5
            extra = 0.3 if group == "李" else 0.0
            rows.append((cell, group, extra + chance.gauss(0, spread)))
        low, high = told(rows)["李"].interval
        held += low <= 0.3 <= high

    assert 0.91 <= held / 300 <= 0.985


def test_chance_alone_is_called_chance():
    chance = random.Random(6)  # noqa: S311  a made-up house needs no secrets
    sure = 0
    for _ in range(300):
        rows = [
            (chance.choice("甲乙"), chance.choice("李王"), chance.gauss(0, 1))
            for _ in range(80)
        ]
        sure += told(rows)["李"].p < 0.05

    assert sure / 300 < 0.09


def test_logarithms_are_told_as_times():
    rows = [("甲", "李", log(2)), ("甲", "李", log(2) + 0.1)]
    rows += [("甲", "王", 0.0), ("甲", "王", 0.1)]

    ratio, low, high = told(rows)["李"].as_ratio()

    assert ratio == pytest.approx(2)
    assert low < 2 < high


def test_sides_without_any_spread_are_told_apart_all_the_same():
    apart = [("甲", "李", 0.0)] * 40 + [("甲", "王", 1.0)] * 40
    alike = [("甲", "李", 1.0)] * 40 + [("甲", "王", 1.0)] * 40

    assert told(apart)["李"].p < 1e-6
    assert (told(alike)["李"].mean, told(alike)["李"].p) == (0, 1)
