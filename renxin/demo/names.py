"""Made-up names, as a Chinese reception desk meets them."""

from functools import cache
from itertools import product

import numpy as np

from renxin.demo.chance import Flags, Ints, Texts, one_of
from renxin.demo.words import words

COHORT_ENDS = (1969, 1989, 2009)
SINGLE_SHARE = (0.16, 0.24, 0.20, 0.10)


@cache
def _surnames() -> tuple[Texts, tuple[float, ...]]:
    table = words("names")["surnames"]
    return np.array(tuple(table)), tuple(table.values())


@cache
def _given(cohort: int, sex: str) -> tuple[Texts, Texts]:
    pool = words("names")["given"][str(cohort)][sex]
    pairs = product(pool["first"].split(), pool["last"].split())
    return (
        np.array(pool["single"].split()),
        np.array([a + b for a, b in pairs if a != b]),
    )


def surnames(rng: np.random.Generator, size: int) -> Texts:
    table, weights = _surnames()
    return table[one_of(rng, weights, size)]


def given_names(rng: np.random.Generator, male: Flags, birth_year: Ints) -> Texts:
    cohort = np.searchsorted(COHORT_ENDS, birth_year) + 1
    names = np.full(len(male), "", dtype="U4")
    single = rng.random(len(male)) < np.array(SINGLE_SHARE)[cohort - 1]
    draw = rng.random(len(male))
    for number in range(1, len(COHORT_ENDS) + 2):
        for sex, mine in (("M", male), ("F", ~male)):
            here = mine & (cohort == number)
            short, long = _given(number, sex)
            names = _fill(names, here & single, short, draw)
            names = _fill(names, here & ~single, long, draw)
    return names


def _fill(names: Texts, here: Flags, pool: Texts, draw: np.ndarray) -> Texts:
    names[here] = pool[(draw[here] * len(pool)).astype(np.int64)]
    return names


def full_names(
    rng: np.random.Generator, family: Texts, given: Texts, kept: Flags
) -> Texts:
    """Whole names; a few carry a middle dot, Latin letters or a rare character.

    Those marked `kept` share a surname with their family and stay plain.
    """
    others = words("names")["others"]
    names = np.char.add(family, given).astype("U24")
    famous = np.isin(names, words("names")["avoid"]["names"])
    names[famous] = np.char.add(names[famous], "芸" if len(names) else "")
    draw, start = rng.random(len(names)), 0.0
    rare = np.array(others["rare"])
    pools = (
        (others["dotted_share"], np.array(others["dotted"])),
        (others["latin_share"], np.array(others["latin"])),
        (others["rare_share"], rare),
    )
    for share, pool in pools:
        here = (draw >= start) & (draw < start + share) & ~kept
        drawn = pool[rng.integers(0, len(pool), len(names))]
        names[here] = np.char.add(family, drawn)[here] if pool is rare else drawn[here]
        start += share
    return names
