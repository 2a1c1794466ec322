"""Reasonable care and equal treatment, watched: estimates, intervals, candidates."""

from pulse.fair.content import content
from pulse.fair.reasonable import Reasonable, reasonable
from pulse.fair.told import Row
from pulse.fair.waits import Waits, waits

__all__ = ["Reasonable", "Row", "Waits", "content", "reasonable", "waits"]
