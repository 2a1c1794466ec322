"""Who brought whom: people who trust the house bring people they know."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, chance
from renxin.demo.families import NOBODY
from renxin.demo.people import People
from renxin.demo.words import truth

TRIES = 4
EARLIEST = -1


@dataclass(frozen=True)
class Introductions:
    by: Ints  # who brought each patient, or nobody
    generation: Ints  # 0 for those nobody brought


def introductions(
    seed: int, district: int, people: People, trust: Floats, last_day: Ints
) -> Introductions:
    """`last_day` is the last day each patient came; after it they bring nobody."""
    rng, size = chance(seed, district, "introductions"), len(people)
    since = np.where(people.known_before, EARLIEST, people.first_day)
    order = np.lexsort((np.arange(size), since))
    bringing = people.introduced & (people.elder < 0)
    weight = np.exp(truth()["introductions"]["trust"] * trust) * ~people.child
    by = np.where(people.introduced, people.elder, NOBODY)
    by[bringing] = _drawn(rng, order, since, weight, last_day)[bringing]
    by[since[by] > since] = NOBODY
    return Introductions(by=by, generation=_generations(by, order))


def _drawn(
    rng: np.random.Generator, order: Ints, since: Ints, weight: Floats, last: Ints
) -> Ints:
    """For each patient one of those who came earlier and still came then."""
    edges = np.cumsum(weight[order])
    earlier = np.searchsorted(since[order], since, side="left")
    reach = np.where(earlier > 0, edges[(earlier - 1).clip(min=0)], 0.0)
    found = np.full(len(order), NOBODY, dtype=np.int64)
    for _ in range(TRIES):
        drawn = np.searchsorted(edges, rng.random(len(order)) * reach, side="right")
        one = order[drawn.clip(max=len(order) - 1)]
        fits = (found < 0) & (earlier > 0) & (last[one] >= since - 200)
        found = np.where(fits, one, found)
    return found


def _generations(by: Ints, order: Ints) -> Ints:
    generation = np.zeros(len(by), dtype=np.int64)
    brought = by >= 0
    for _ in range(len(order)):
        deeper = np.where(brought, generation[by] + 1, 0)
        if np.array_equal(deeper, generation):
            break
        generation = deeper
    return generation


def brought(introduced: Introductions) -> Flags:
    return introduced.by >= 0
