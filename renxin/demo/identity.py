"""Identity numbers and phone numbers of people who do not exist.

Identity numbers carry the area 990101, which no authority issues. China
reserves no fictional mobile range, so phone numbers are well-formed and may
be somebody's: a house that holds them is locked to the sink gateway.
"""

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, Texts, one_of, rank_within
from renxin.demo.words import words

TEST_AREA = "990101"
WEIGHTS = np.array(
    (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), dtype=np.int64
)
CHECK = np.array(list("10X98765432"))
# 500 numbers a day and sex: five for each of a hundred districts.
A_DISTRICT = 5
DISTRICTS = 100
CARRIES_A_CARD = 14


def check_digits(first_seventeen: Texts) -> Texts:
    digits = first_seventeen.astype("U17").view("U1").reshape(-1, 17).astype(np.int64)
    checks: Texts = CHECK[digits @ WEIGHTS % 11]
    return checks


def identity_numbers(birth_on: Ints, male: Flags, district: int) -> Texts:
    """One number each, never twice; empty where a day has no number left.

    `birth_on` is in days from 1970-01-01.
    """
    rank = rank_within(birth_on * 2 + male)
    sequence = ((district % DISTRICTS) * A_DISTRICT + rank) * 2 + male
    days = np.datetime_as_string(birth_on.astype("datetime64[D]")).astype("U10")
    stem = np.char.add(TEST_AREA, np.char.replace(days, "-", ""))
    stem = np.char.add(stem, np.char.zfill(sequence.astype("U4"), 3))
    numbers = np.char.add(stem, check_digits(stem))
    return np.where(rank < A_DISTRICT, numbers, "")


def passport_numbers(rng: np.random.Generator, size: int) -> Texts:
    """`ZZ` is no country's series."""
    return np.char.add("ZZ", rng.integers(1_000_000, 9_999_999, size).astype("U7"))


def phone_numbers(rng: np.random.Generator, size: int) -> Texts:
    prefixes = np.array(words("town")["phone_prefixes"])
    prefix = prefixes[one_of(rng, [1.0] * len(prefixes), size)]
    tail = np.char.zfill(rng.integers(0, 100_000_000, size).astype("U8"), 8)
    return np.char.add(prefix, tail)


def owners(own: Ints, guardian: Ints, lends: Flags, spouse: Ints) -> Ints:
    """Whose phone reaches each person: children have their guardian's."""
    shared = np.where(lends & (spouse >= 0), spouse, own)
    return np.where(guardian >= 0, shared[guardian], shared)


def has_card(years: Floats, draw: Floats) -> Flags:
    """Who has shown an identity card: most grown-ups, few children."""
    return draw < np.where(years < CARRIES_A_CARD, 0.35, 0.74)
