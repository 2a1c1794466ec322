"""Chances in a few bands beside the usual share, and how each band held."""

from enum import StrEnum

import numpy as np

from pulse.models.logistic import Floats, Ints
from pulse.no_shows import Missed


class Band(StrEnum):
    """How a chance stands beside the usual one, the highest first."""

    OFTEN = "often"
    RATHER = "rather"
    USUAL = "usual"
    SELDOM = "seldom"


# The least chance of each band, in usual shares; below the last is the lowest band.
LEAST = {Band.OFTEN: 2.0, Band.RATHER: 1.25, Band.USUAL: 0.75}


def band_of(chance: float, usual: float) -> Band:
    for band, times in LEAST.items():
        if chance >= times * usual:
            return band
    return Band.SELDOM


def by_band(chances: Floats, missed: Ints, *, usual: float) -> tuple[Missed, ...]:
    """Of each band: how many were missed, of how many, and how many were expected."""
    bands = np.array([band_of(float(one), usual) for one in chances], dtype=str)
    told = []
    for band in Band:
        these = bands == band.value
        if these.any():
            expected = float(chances[these].sum())
            part, whole = int(missed[these].sum()), int(these.sum())
            told.append(Missed(band.value, part, whole, expected))
    return tuple(told)
