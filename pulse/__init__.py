"""Pulse: figures from tables of plain facts."""

from pulse.figures import Answer, Figure, LeftOut, figures
from pulse.files import Unreadable
from pulse.metrics import catalogue, metrics
from pulse.opened import Tables
from pulse.period import Period

__all__ = [
    "Answer",
    "Figure",
    "LeftOut",
    "Period",
    "Tables",
    "Unreadable",
    "catalogue",
    "figures",
    "metrics",
]
