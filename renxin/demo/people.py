"""Everybody the house serves, before anything happens to them."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, Texts, chance, one_of, some
from renxin.demo.families import ADULT, DAYS_A_YEAR, NOBODY, Families, families
from renxin.demo.identity import (
    has_card,
    identity_numbers,
    owners,
    passport_numbers,
    phone_numbers,
)
from renxin.demo.log import Column
from renxin.demo.names import full_names, given_names, surnames
from renxin.demo.seasons import Season
from renxin.demo.treatments import CHILD_COLUMN
from renxin.demo.words import truth, words

HOUSES = 3
FAR_MINUTES = 30
INTRODUCED = "老带新转介绍"
SELF_PAID = 0
RESIDENTS = 2
OLD_AGE = 65
# Within this many days everybody the house knew before has their next day.
SETTLED_DAYS = 200


@dataclass(frozen=True)
class People:
    """One row per patient. Days are counted from the first day of the window."""

    families: Families
    names: Texts
    birth_on: Ints  # days from 1970-01-01
    years: Floats
    child: Flags
    documents: Texts
    phones: Texts
    phone_owner: Ints
    district: Ints
    clinic: Ints
    far: Flags
    need: Ints  # place in NEEDS
    column: Ints  # place in a service's weights: 0 for children, then by need
    payer: Ints
    channel: Texts
    introduced: Flags
    known_before: Flags
    first_day: Ints
    elder: Ints  # the first of the household to come, or nobody
    fear: Ints  # 5 to 25, the five questions of the dental anxiety scale
    forgets: Floats
    trusts: Floats

    def __len__(self) -> int:
        return len(self.years)


def people(seed: int, district: int, size: int, season: Season) -> People:
    rng = chance(seed, district, "people")
    kin = families(rng, size)
    child = kin.years < ADULT
    birth_on = _birth_days(rng, kin.years, season)
    names, documents = _papers(rng, kin, birth_on, district)
    need = _needs(rng, child)
    known, first_day, elder = _arrivals(seed, district, kin, season)
    channel, introduced = _channels(rng, child, elder, known)
    return People(
        families=kin,
        names=names,
        birth_on=birth_on,
        years=kin.years,
        child=child,
        documents=documents,
        **_phones(rng, kin),
        **_where(rng, kin),
        need=need,
        column=np.where(child, CHILD_COLUMN, need + 1),
        payer=_payers(rng, kin.years),
        channel=channel,
        introduced=introduced,
        known_before=known,
        first_day=first_day,
        elder=elder,
        **_nature(rng, size),
    )


def _phones(rng: np.random.Generator, kin: Families) -> dict[str, Column]:
    size = len(kin.role)
    own, lends = phone_numbers(rng, size), some(rng, 0.08, size)
    owner = owners(np.arange(size), kin.guardian, lends, kin.spouse)
    return {"phones": own[owner], "phone_owner": owner}


def _nature(rng: np.random.Generator, size: int) -> dict[str, Column]:
    return {
        "fear": (5 + rng.gamma(2.2, 2.9, size)).clip(5, 25).astype(np.int64),
        "forgets": rng.normal(0, 1, size),
        "trusts": rng.normal(0, 1, size),
    }


def _birth_days(rng: np.random.Generator, years: Floats, season: Season) -> Ints:
    last = np.datetime64(season.start, "D").astype(np.int64) + season.end
    return (last - years * DAYS_A_YEAR - rng.random(len(years)) * 30).astype(np.int64)


def _papers(
    rng: np.random.Generator, kin: Families, birth_on: Ints, district: int
) -> tuple[Texts, Texts]:
    size = len(kin.role)
    birth_year = birth_on.astype("datetime64[D]").astype("datetime64[Y]").astype(int)
    father_side = kin.guardian >= 0
    plain = father_side | np.isin(np.arange(size), kin.guardian) | (kin.spouse >= 0)
    of_household = surnames(rng, int(kin.household[-1]) + 1)[kin.household]
    shared = father_side | (kin.male & plain)
    family = np.where(shared, of_household, surnames(rng, size))
    names = full_names(
        rng, family, given_names(rng, kin.male, birth_year + 1970), plain
    )
    numbers = identity_numbers(birth_on, kin.male, district)
    numbers = np.where(has_card(kin.years, rng.random(size)), numbers, "")
    latin = _latin(names)
    return names, np.where(latin, passport_numbers(rng, size), numbers)


def _latin(names: Texts) -> Flags:
    return np.array([name[:1].isascii() for name in names.tolist()], dtype=np.bool_)


def _where(rng: np.random.Generator, kin: Families) -> dict[str, Column]:
    """The part of town a household lives in, and the house it goes to."""
    town = words("town")
    minutes = np.array(town["minutes"])
    homes = int(kin.household[-1]) + 1
    quarter = one_of(rng, town["weights"], homes)
    pull = np.exp(-minutes / 9.0)
    pull = np.c_[pull, np.zeros(len(pull))][quarter]
    edges = np.cumsum(pull, axis=1)
    drawn = rng.random((homes, 1)) * edges[:, -1:]
    clinic = (drawn >= edges).sum(axis=1).clip(max=HOUSES - 1)
    far = minutes[quarter, clinic] >= FAR_MINUTES
    place = {"district": quarter, "clinic": clinic, "far": far}
    return {name: column[kin.household] for name, column in place.items()}


def _needs(rng: np.random.Generator, child: Flags) -> Ints:
    grown = one_of(rng, (0.23, 0.61, 0.16), len(child))
    young = one_of(rng, (0.62, 0.34, 0.04), len(child))
    return np.where(child, young, grown)


def _payers(rng: np.random.Generator, years: Floats) -> Ints:
    weights = tuple(words("town")["payers"].values())
    grown = one_of(rng, weights, len(years))
    young = np.where(some(rng, 0.72, len(years)), SELF_PAID, RESIDENTS)
    old = np.where(some(rng, 0.45, len(years)), 1, grown)
    payer = np.where(years >= OLD_AGE, old, grown)
    return np.where(years < ADULT, young, payer)


def _arrivals(
    seed: int, district: int, kin: Families, season: Season
) -> tuple[Flags, Ints, Ints]:
    """Who was known before the window, and the day each comes first."""
    rng, tale = chance(seed, district, "arrivals"), truth()["staying_on"]
    size, homes = len(kin.role), int(kin.household[-1]) + 1
    old_home = rng.random(homes) < tale["old_share"] * 1.25
    known = old_home[kin.household] & (some(rng, 0.8, size))
    base = _household_days(rng, kin, season)
    with_head = some(rng, 0.40, size)
    lag = np.where(with_head, 0, rng.exponential(110, size)).astype(np.int64)
    lag[kin.head] = 0
    lag = np.where(
        old_home[kin.household] & ~known, rng.integers(0, season.end, size), lag
    )
    settled = rng.integers(0, SETTLED_DAYS, size)
    day = np.where(old_home[kin.household], np.where(known, settled, lag), base + lag)
    late = day >= season.end
    between = base + (rng.random(size) * (season.end - base)).astype(np.int64)
    day = np.where(late, between, day)
    child = kin.years < ADULT
    fixed = with_head
    fixed[kin.head] = True
    reach = np.where(fixed & ~old_home[kin.household], 0, 7)
    day = season.near(rng, day, child, reach).clip(max=season.end - 1)
    first_seen = np.where(known, -1 - kin.head, day)
    return known, day, _elders(kin, first_seen)


def _household_days(rng: np.random.Generator, kin: Families, season: Season) -> Ints:
    """The day a new household first comes; those with children when school is out."""
    yearly = 1 + truth()["staying_on"]["growth"]
    growth = yearly ** (np.arange(season.end) / DAYS_A_YEAR)
    homes = int(kin.household[-1]) + 1
    grown, young = (
        one_of(rng, likely[: season.end] * growth, homes)
        for likely in (season.adult, season.child)
    )
    days: Ints = np.where(_with_child(kin), young, grown)[kin.household]
    return days


def _with_child(kin: Families) -> Flags:
    homes = np.zeros(int(kin.household[-1]) + 1, dtype=np.bool_)
    homes[kin.household[kin.guardian >= 0]] = True
    return homes


def _elders(kin: Families, first_seen: Ints) -> Ints:
    """The one of each household who came first; nobody for that one."""
    order = np.lexsort((first_seen, kin.household))
    lead = order[np.r_[True, np.diff(kin.household[order]) > 0]]
    elder = lead[kin.household]
    return np.where(elder == np.arange(len(elder)), NOBODY, elder)


def _channels(
    rng: np.random.Generator, child: Flags, elder: Ints, known: Flags
) -> tuple[Texts, Flags]:
    town, size = words("town"), len(child)
    drawn = []
    for name in ("channels", "child_channels"):
        table = np.array(tuple(town[name]))
        drawn.append(table[one_of(rng, tuple(town[name].values()), size)])
    channel = np.where(child, drawn[1], drawn[0])
    by_family = (elder >= 0) & some(rng, 0.42, size)
    channel = np.where(by_family, INTRODUCED, channel)
    return channel, (channel == INTRODUCED) & ~known
