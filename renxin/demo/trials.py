"""A trial of writing to whoever was not seen for half a year, with its true effect.

It is laid over the finished world, from streams of its own. Whoever is written to may
come once more than they would have; whoever was held out lives as they were to live.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Ints, chance, rank_within, some, whole
from renxin.demo.leaving import DIED, MOVED
from renxin.demo.owed import Day
from renxin.demo.seasons import MINUTES_A_DAY, OPENS
from renxin.demo.words import truth

EXPERIMENT = "RX-HALFYEAR"
TREATED, HELD_OUT = range(2)
ARMS = ("TREATED", "HELD_OUT")
NEVER = 1 << 40
MORNING = 9 * 60
HALF_DAY = 180  # minutes


@dataclass(frozen=True)
class Trial:
    """Who was drawn, when and to which side; and who came because of it."""

    patient: Ints
    assigned: Ints
    arm: Ints
    # Which draw of the house it was.
    place: Ints
    # The moment they came because they were written to; NEVER for most.
    brought: Ints

    @property
    def came(self) -> Flags:
        came: Flags = self.brought < NEVER
        return came


def trial(seed: int, district: int, day: Day) -> Trial:
    tale, rng = truth()["trial"], chance(seed, district, "trial")
    last, following = _gaps(day.came)
    due = day.came["day"][last] + tale["unseen_days"]
    since = day.season.end - tale["begun_days_ago"]
    who = day.came["patient"][last]
    open_then = (due >= since) & (due < day.season.end) & (following > due)
    open_then &= ~_expected(day, who, due)
    place = np.flatnonzero(open_then)
    # Whoever was not seen twice for so long is drawn once.
    place = place[np.sort(np.unique(who[place], return_index=True)[1])]
    place = place[np.argsort(due[place], kind="stable")]
    who, due, following = who[place], due[place], following[place]
    house = day.people.clinic[who]
    turn = rank_within(house)
    arm = _drawn(rng, house, turn)
    brought = _brought(rng, who, due, following, arm, day)
    return Trial(who, due * MINUTES_A_DAY + MORNING, arm, turn, brought)


def _gaps(came: Mapping[str, Ints]) -> tuple[Ints, Ints]:
    """Every coming in the order of each patient, and the day of the next one."""
    order = np.lexsort((came["start"], came["patient"]))
    who, days = came["patient"][order], came["day"][order]
    again = np.r_[who[1:] == who[:-1], False]
    return order, np.where(again, np.r_[days[1:], 0], NEVER)


def _expected(day: Day, who: Ints, due: Ints) -> Flags:
    """Who had something in the books on that day: they are not written to."""
    tried = day.tried
    on = np.full(len(day.people), -1)
    expected = np.zeros(len(day.people), dtype=np.bool_)
    on[who] = due
    then = on[tried["patient"]] * MINUTES_A_DAY
    ahead = (tried["booked"] <= then) & (tried["start"] > then)
    expected[tried["patient"][ahead & ~tried["walk_in"]]] = True
    return expected[who]


def _drawn(rng: np.random.Generator, house: Ints, turn: Ints) -> Ints:
    """In every twenty draws of a house the same number is held out."""
    tale = truth()["trial"]
    block = tale["block"]
    held = round(block * tale["held_out"])
    many = int(turn.max(initial=0)) // block + 1
    sides = np.tile(np.arange(block) < held, (int(house.max(initial=0)) + 1, many, 1))
    sides = rng.permuted(sides, axis=2)
    arms: Ints = sides[house, turn // block, turn % block].astype(np.int64)
    return arms


def _gone(day: Day) -> Ints:
    """The day on which each moved away or died; else the end of the window."""
    gone = np.full(len(day.people), day.season.end)
    elsewhere = np.isin(day.exits["reason"], (MOVED, DIED))
    gone[day.exits["patient"][elsewhere]] = day.exits["day"][elsewhere]
    first: Ints = np.minimum(gone, day.season.end)
    return first


def _brought(
    rng: np.random.Generator,
    who: Ints,
    due: Ints,
    following: Ints,
    arm: Ints,
    day: Day,
) -> Ints:
    """One in so many of those written to comes, if they were not to come anyway."""
    tale, size = truth()["trial"], len(due)
    earliest, latest = tale["comes_after"]
    wanted, child = due + whole(rng, earliest, latest, size), day.people.child[who]
    on = day.season.near(rng, wanted, child, np.full(size, earliest - 1))
    moved = some(rng, tale["lift"], size) & (arm == TREATED)
    moved &= (on < following - earliest) & (on < _gone(day)[who])
    minute = OPENS + rng.integers(0, HALF_DAY, size)
    return np.where(moved, on * MINUTES_A_DAY + minute, NEVER)
