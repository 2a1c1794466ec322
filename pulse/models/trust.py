"""Whether chances may be shown at all, by how they held on bookings not seen."""

from enum import StrEnum

from pulse.interval import wilson
from pulse.models.calibration import Calibration

FEWEST_MISSED = 20
GUESSING = 0.5
# So far from what came to pass may the sum of the chances be.
OFF_BY = 0.2


class Doubt(StrEnum):
    """Why chances are not to be shown."""

    FEW = "few"
    GUESSING = "guessing"
    OFF = "off"


def doubt_of(tried: Calibration | None) -> Doubt | None:
    """None where the chances told the missed from the kept, and added up.

    They must do surely better than guessing, be no further off than one share for all,
    and in sum be right within a fifth, or within what chance alone would do.
    """
    if tried is None or tried.missed < FEWEST_MISSED:
        return Doubt.FEW
    if tried.auc.low <= GUESSING or tried.brier.value >= tried.usual[0]:
        return Doubt.GUESSING
    low, high = wilson(tried.missed, tried.n) or (0.0, 1.0)
    is_near = abs(tried.expected - tried.missed) <= OFF_BY * tried.missed
    return None if is_near or low <= tried.expected / tried.n <= high else Doubt.OFF
