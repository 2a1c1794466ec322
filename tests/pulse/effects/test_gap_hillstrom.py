"""Half of Hillstrom's experiment, and CDNOW's customers: figures others can check."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path
from statistics import fmean, variance

import pytest

from pulse.effects.gap import two_shares, welch
from pulse.effects.samples import ratio
from pulse.effects.strata import Sums, foretold

DATA = Path(__file__).parents[4] / "shared" / "data"
HILLSTROM, CDNOW = DATA / "hillstrom-half.csv.gz", DATA / "cdnow-sample.txt.gz"
MEN, WOMEN, NONE = "Mens E-Mail", "Womens E-Mail", "No E-Mail"


@pytest.fixture(scope="module")
def sides():
    if not HILLSTROM.is_file():
        pytest.skip(f"no public data here: {HILLSTROM.name}")
    found = defaultdict(list)
    with gzip.open(HILLSTROM, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["segment"]].append(row)
    return found


def moments(rows, column):
    values = [float(row[column]) for row in rows]
    return fmean(values), variance(values), len(values)


@pytest.mark.parametrize(
    ("side", "column", "mean", "low", "high"),
    [
        (MEN, "visit", 0.07888, 0.06942, 0.08834),
        (MEN, "spend", 0.80380, 0.39588, 1.21171),
        (WOMEN, "visit", 0.04252, 0.03355, 0.05150),
        (WOMEN, "spend", 0.35143, 0.00248, 0.70037),
    ],
)
def test_the_mailings_of_hillstrom(sides, side, column, mean, low, high):
    gap = welch(moments(sides[side], column), moments(sides[NONE], column))

    assert (gap.mean, *gap.interval()) == pytest.approx((mean, low, high), abs=5e-6)


def test_shares_and_means_of_ones_agree(sides):
    men, none = ([int(row["visit"]) for row in sides[one]] for one in (MEN, NONE))
    gap = two_shares((sum(men), len(men)), (sum(none), len(none)))

    assert gap.interval() == pytest.approx((0.06943, 0.08834), abs=5e-6)


def test_its_sides_are_as_drawn(sides):
    assert ratio([len(rows) for rows in sides.values()]).p == pytest.approx(
        0.94, abs=0.01
    )


def sums(pairs):
    y, x = ([one[at] for one in pairs] for at in (0, 1))
    products = (
        sum(a * b for a, b in zip(*two, strict=True))
        for two in ((y, y), (x, x), (x, y))
    )
    yy, xx, xy = products
    return Sums(len(y), sum(y), yy, sum(x), xx, xy)


@pytest.mark.parametrize("outcome", ["visit", "spend"])
def test_money_spent_before_hardly_foretells(sides, outcome):
    stratum = tuple(
        sums([(float(row[outcome]), float(row["history"])) for row in sides[side]])
        for side in (MEN, NONE)
    )

    assert foretold([stratum]).spared < 0.025


def test_visits_before_foretell_far_better_than_money():
    """CDNOW: purchases from October 1997 on, by the days and the money before."""
    if not CDNOW.is_file():
        pytest.skip(f"no public data here: {CDNOW.name}")
    bought = defaultdict(list)
    with gzip.open(CDNOW, "rt", encoding="utf-8") as file:
        for _, customer, day, _, money in map(str.split, file):
            bought[customer].append((day, float(money)))
    pairs = {"days": [], "money": []}
    for each in bought.values():
        before = [one for one in each if one[0] < "19971001"]
        later = len({day for day, _ in each if day >= "19971001"})
        pairs["days"].append((later, len({day for day, _ in before})))
        pairs["money"].append((later, sum(money for _, money in before)))
    spared = {}
    for what, told in pairs.items():
        half = len(told) // 2
        spared[what] = foretold([(sums(told[:half]), sums(told[half:]))]).spared

    assert spared["days"] == pytest.approx(0.336, abs=0.002)
    assert spared["money"] == pytest.approx(0.073, abs=0.004)
