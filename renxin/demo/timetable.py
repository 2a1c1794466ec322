"""One doctor, one patient at a time: overlapping times are moved apart."""

from collections.abc import Mapping

import numpy as np

from renxin.demo.attempts import (
    CANCELLED_BY_CLINIC,
    CANCELLED_BY_PATIENT,
    slots_of,
)
from renxin.demo.chance import Ints
from renxin.demo.log import Column
from renxin.demo.seasons import SLOTS, minute_of

# The last patient of a crowded day is out half an hour after closing.
LAST_SLOT = SLOTS + 2
APART = 1 << 20
MOVED_WITH_THE_VISIT = (
    "start",
    "arrived",
    "seen",
    "ended",
    "promise_due",
    "promise_ended",
)

Rows = dict[str, Column]


def moved_apart(
    attempts: Mapping[str, Column], comings: Mapping[str, Column]
) -> tuple[Rows, Rows]:
    """The same rows with starts at which no doctor has two patients."""
    held = ~np.isin(attempts["outcome"], (CANCELLED_BY_PATIENT, CANCELLED_BY_CLINIC))
    slot = attempts["slot"].copy()
    slot[held] = _apart(
        attempts["doctor"][held] * (1 << 16) + attempts["day"][held],
        attempts["slot"][held],
        slots_of(attempts["service"][held], attempts["kind"][held]),
    )
    shift = minute_of(slot) - minute_of(attempts["slot"])
    tried, came = dict(attempts), dict(comings)
    tried["start"] = attempts["start"] + shift
    tried["booked"] = np.minimum(attempts["booked"], tried["start"] - 15)
    # A walk-in waits for the gap that was found: the shift moves all of it.
    order = np.argsort(attempts["key"])
    place = order[np.searchsorted(attempts["key"][order], comings["key"])]
    for name in MOVED_WITH_THE_VISIT:
        came[name] = comings[name] + shift[place]
    came["attempt"] = place
    return tried, came


def _apart(group: Ints, slot: Ints, length: Ints) -> Ints:
    """Each no earlier than the end of the one before, none after closing."""
    order = np.lexsort((slot, group))
    g, wanted, spent = group[order], slot[order], length[order]
    number = np.cumsum(np.r_[0, np.diff(g) != 0])
    before = np.cumsum(spent) - spent
    later = np.maximum.accumulate(wanted - before + number * APART)
    start = later + before - number * APART
    # From the end of the day backwards: pulled in from after closing, if the day
    # holds them all; else the last ones are seen late.
    close = np.maximum(LAST_SLOT, np.bincount(number, weights=spent)).astype(np.int64)
    sooner = np.minimum(start, close[number] - spent) - before + number * APART
    pulled = np.minimum.accumulate(sooner[::-1])[::-1] + before - number * APART
    result = np.empty_like(slot)
    result[order] = pulled
    return result
