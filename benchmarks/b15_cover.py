"""B15: how often the intervals of effects hold the truth that was planted.

A small house draws by lot, in twenties within each stratum as protocols do, whom it
holds out. Who came often before comes again more likely, and contact adds so many
points for everybody. The whole way, tables and all, is gone once a seed; the looks in
between are taken from sums, and the last of them must say what the tables say.
"""

import csv
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pulse.effects.found import effects
from pulse.effects.gap import Gap
from pulse.effects.strata import Sums, gap_of
from pulse.effects.told import FEWEST, FEWEST_CAME
from pulse.engines import duckdb

SEEDS = {"small": 200, "full": 2_000}
PEOPLE, WEEKS, LOOKS, WITHIN = 600, 30, 20, 90
TWENTY, CLOSE = 20, 1e-9
FIRST = date(2025, 1, 6)
END = FIRST + timedelta(weeks=WEEKS, days=WITHIN)
STRATA, HELD_OF_TWENTY = ("东", "西", "新"), 4
TRUE = 0.06
# What 200 seeds may miss by chance and still be 95 in 100, two in a hundred either way.
GOAL = {"low": 0.91, "high": 0.985, "any_day": 0.95}
COUNTED = ("one look", "with last year", "any day, last", "any day, every look")


@dataclass(frozen=True)
class Person:
    """Somebody drawn: where, when, to which side; what they did before and after."""

    key: str
    stratum: str
    on: date
    is_held: bool
    before: int
    came_on: date | None


def run(size: str) -> dict[str, object]:
    seeds = SEEDS[size]
    planted = _tried(range(seeds), TRUE)
    nothing = _tried(range(seeds, 2 * seeds), 0.0)
    shares = {name: planted[name] / seeds for name in COUNTED}
    return {
        "seeds": seeds,
        "patients": PEOPLE,
        "looks": LOOKS,
        "true_per_100": TRUE * 100,
        "held": {name: round(share, 4) for name, share in shares.items()},
        "fooled": {
            "any day": round(1 - nothing["any day, every look"] / seeds, 4),
            "one look, taken every time": round(1 - nothing["peeking"] / seeds, 4),
        },
        "goal": GOAL,
        "ratio": shares["one look"],
    }


def _tried(seeds: Iterable[int], effect: float) -> Mapping[str, int]:
    """In how many of the seeds each interval held the truth."""
    held = dict.fromkeys((*COUNTED, "peeking"), 0)
    for seed in seeds:
        people = list(_drawn(random.Random(seed), effect))  # noqa: S311
        gaps = [_gap(people, until) for until in _days()]
        known = [gap for gap in gaps if gap is not None]
        told = _through_the_tables(people)
        if abs(told[0].mean - known[-1].mean) > CLOSE:
            raise AssertionError(f"Seed {seed}: the tables and the sums differ.")
        every_day = [_holds(gap.any_day(), effect) for gap in known]
        held["one look"] += _holds(told[0].interval(), effect)
        held["with last year"] += _holds(told[1].interval(), effect)
        held["any day, last"] += every_day[-1]
        held["any day, every look"] += all(every_day)
        held["peeking"] += all(_holds(gap.interval(), effect) for gap in known)
    return held


def _holds(ends: tuple[float, float], truth: float) -> bool:
    return ends[0] <= truth <= ends[1]


def _drawn(chance: random.Random, effect: float) -> Iterator[Person]:
    places: dict[str, list[bool]] = {stratum: [] for stratum in STRATA}
    for number in range(PEOPLE):
        stratum = chance.choices(STRATA, weights=(5, 3, 2))[0]
        if not places[stratum]:
            twenty = [at < HELD_OF_TWENTY for at in range(TWENTY)]
            places[stratum] = chance.sample(twenty, k=TWENTY)
        is_held = places[stratum].pop()
        on = FIRST + timedelta(days=chance.randrange(WEEKS * 7))
        before = min(6, int(chance.expovariate(0.6)))
        share = 0.06 + 0.08 * before + 0.05 * STRATA.index(stratum)
        comes = chance.random() < share + (0 if is_held else effect)
        came_on = on + timedelta(days=chance.randrange(1, WITHIN + 1))
        yield Person(
            f"{number:04}", stratum, on, is_held, before, came_on if comes else None
        )


def _days() -> Iterator[date]:
    """The days somebody looks, the last one when everybody's days have passed."""
    for look in range(1, LOOKS + 1):
        yield FIRST + timedelta(days=WITHIN + 1 + WEEKS * 7 * look // LOOKS)


def _gap(people: Iterable[Person], until: date) -> Gap | None:
    """As it stands on a day, of those whose days have passed; None while few."""
    passed = [one for one in people if one.on + timedelta(days=WITHIN) < until]
    strata = [
        (_sums(passed, stratum, held=False), _sums(passed, stratum, held=True))
        for stratum in STRATA
    ]
    if min(sum(one[side].n for one in strata) for side in (0, 1)) < FEWEST:
        return None
    if min(_least(one[side] for one in strata) for side in (0, 1)) < FEWEST_CAME:
        return None
    return gap_of(strata)


def _least(sides: Iterable[Sums]) -> float:
    each = list(sides)
    came = sum(one.y for one in each)
    return min(came, sum(one.n for one in each) - came)


def _sums(people: Iterable[Person], stratum: str, *, held: bool) -> Sums:
    told = [
        (float(one.came_on is not None), float(one.before))
        for one in people
        if one.stratum == stratum and one.is_held is held
    ]
    y, x = sum(one for one, _ in told), sum(one for _, one in told)
    xx, xy = sum(one * one for _, one in told), sum(a * b for a, b in told)
    return Sums(len(told), y, y, x, xx, xy)


def _through_the_tables(people: list[Person]) -> tuple[Gap, Gap]:
    """The gap as it is, and with the year before, read from tables like anybody's."""
    with tempfile.TemporaryDirectory(prefix="pulse-b15-") as place:
        folder = Path(place)
        _write(folder / "assignments.csv", map(_assignment, people))
        last = {"visit_id": "last", "patient_id": "last", "began_at": END.isoformat()}
        _write(folder / "visits.csv", [last, *_visits(people)])
        (one,) = effects(duckdb.open(folder))
    if one.gap is None or one.foretold is None:
        raise AssertionError("Nothing could be told of a house of this size.")
    return one.gap, one.foretold.gap


def _assignment(one: Person) -> dict[str, object]:
    arm = "HELD_OUT" if one.is_held else "TREATED"
    told = {"experiment": "B15", "patient_id": one.key, "arm": arm}
    told |= {"assigned_at": f"{one.on}T09:00", "stratum": one.stratum}
    return told | {"held_share": HELD_OF_TWENTY / TWENTY}


def _visits(people: Iterable[Person]) -> Iterator[Mapping[str, object]]:
    for one in people:
        days = [one.on - timedelta(days=30 * (n + 1)) for n in range(one.before)]
        days += [one.came_on] if one.came_on else []
        for day in days:
            key = f"{one.key}@{day}"
            told = {"visit_id": key, "patient_id": one.key}
            yield told | {"began_at": f"{day}T10:00"}


def _write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
