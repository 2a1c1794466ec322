"""Households: who lives with whom, how old they are, whose child is whose."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, one_of, whole

SELF, HUSBAND, WIFE, FATHER, MOTHER, CHILD, GRANDMOTHER = range(7)
HOUSEHOLDS: tuple[tuple[tuple[int, ...], float], ...] = (
    ((SELF,), 0.44),
    ((HUSBAND, WIFE), 0.15),
    ((MOTHER, CHILD), 0.13),
    ((FATHER, CHILD), 0.05),
    ((FATHER, MOTHER, CHILD), 0.10),
    ((FATHER, MOTHER, CHILD, CHILD), 0.04),
    ((GRANDMOTHER, CHILD), 0.04),
    ((FATHER, MOTHER, CHILD, GRANDMOTHER), 0.05),
)
MEN = (HUSBAND, FATHER)
NOBODY = -1
DAYS_A_YEAR = 365.25
ADULT = 18
ALONE_AGES = (
    (16, 24, 0.17),
    (25, 34, 0.30),
    (35, 44, 0.20),
    (45, 59, 0.19),
    (60, 86, 0.14),
)


@dataclass(frozen=True)
class Families:
    """One row per person, the members of a household side by side."""

    household: Ints
    role: Ints
    male: Flags
    years: Floats
    guardian: Ints
    spouse: Ints
    head: Ints


def families(rng: np.random.Generator, people: int) -> Families:
    household, role = _roles(rng, people)
    male = np.isin(role, MEN) | (
        np.isin(role, (SELF, CHILD)) & (rng.random(people) < _male_share(role))
    )
    first = np.r_[0, np.flatnonzero(np.diff(household)) + 1]
    head = first[household]
    return Families(
        household=household,
        role=role,
        male=male,
        years=_ages(rng, household, role),
        guardian=_guardian(household, role),
        spouse=_spouse(household, role),
        head=head,
    )


def _male_share(role: Ints) -> Floats:
    # Women look after their teeth more often; children come in equal parts.
    return np.where(role == CHILD, 0.51, 0.43)


def _roles(rng: np.random.Generator, people: int) -> tuple[Ints, Ints]:
    kinds = one_of(rng, [share for _, share in HOUSEHOLDS], people)
    sizes = np.array([len(roles) for roles, _ in HOUSEHOLDS])[kinds]
    enough = int(np.searchsorted(np.cumsum(sizes), people)) + 1
    kinds, sizes = kinds[:enough], sizes[:enough]
    padded = np.array(
        [(*roles, *[NOBODY] * (4 - len(roles))) for roles, _ in HOUSEHOLDS]
    )
    role = padded[kinds].ravel()
    role = role[role != NOBODY]
    household = np.repeat(np.arange(enough), sizes)
    cut = household < household[people - 1]
    # The last household may not fit whole: whoever is left lives alone.
    spare = people - int(cut.sum())
    alone = np.full(spare, SELF, dtype=np.int64)
    numbers = np.arange(household[people - 1], household[people - 1] + spare)
    return (
        np.concatenate([household[: people - spare], numbers]),
        np.concatenate([role[: people - spare], alone]),
    )


def _ages(rng: np.random.Generator, household: Ints, role: Ints) -> Floats:
    count, homes = len(role), int(household[-1]) + 1
    band = one_of(rng, [share for *_, share in ALONE_AGES], count)
    low = np.array([low for low, *_ in ALONE_AGES])[band]
    high = np.array([high for _, high, _ in ALONE_AGES])[band]
    alone = low + rng.random(count) * (high - low + 1)
    couple = (24 + 46 * rng.beta(1.3, 2.2, homes))[household]
    child_birth = (24 + 14 * rng.beta(2.0, 2.5, count)).round(3)
    parent = (28 + 20 * rng.beta(1.8, 2.2, homes))[household]
    by_role = np.empty(count)
    by_role[:] = alone
    pairs = np.isin(role, (HUSBAND, WIFE))
    by_role[pairs] = (couple + rng.normal(0, 2.2, count))[pairs].clip(21, 88)
    parents = np.isin(role, (FATHER, MOTHER))
    by_role[parents] = (parent + rng.normal(0, 1.8, count))[parents].clip(23, 55)
    children = role == CHILD
    by_role[children] = (parent - child_birth)[children].clip(2.5, 16.8)
    twins = children & np.r_[False, children[:-1]]
    by_role[twins] = (by_role - rng.integers(2, 6, count))[twins].clip(2.5, 16.8)
    old = role == GRANDMOTHER
    by_role[old] = (parent + whole(rng, 23, 30, count))[old].clip(48, 86)
    return by_role


def _member(household: Ints, role: Ints, wanted: int) -> Ints:
    """For each household the row of the one with this role, or nobody."""
    found = np.full(int(household[-1]) + 1, NOBODY, dtype=np.int64)
    rows = np.flatnonzero(role == wanted)
    found[household[rows]] = rows
    return found


def _guardian(household: Ints, role: Ints) -> Ints:
    mother, father, old = (
        _member(household, role, one)[household]
        for one in (MOTHER, FATHER, GRANDMOTHER)
    )
    guardian = np.where(mother >= 0, mother, np.where(father >= 0, father, old))
    return np.where(role == CHILD, guardian, NOBODY)


def _spouse(household: Ints, role: Ints) -> Ints:
    spouse = np.full(len(role), NOBODY, dtype=np.int64)
    for one, other in (
        (HUSBAND, WIFE),
        (WIFE, HUSBAND),
        (FATHER, MOTHER),
        (MOTHER, FATHER),
    ):
        mine = role == one
        spouse[mine] = _member(household, role, other)[household][mine]
    return spouse
