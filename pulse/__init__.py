"""Pulse: figures from tables of plain facts."""

from pulse.cohort import Cohort, cohorts
from pulse.concentration import Concentration
from pulse.drill import Rows, rows
from pulse.figures import Answer, Figure, LeftOut, figures
from pulse.files import Unreadable
from pulse.holders import concentration
from pulse.loss import CLAIMS, Loss, Lost, loss
from pulse.metrics import Metric, catalogue, metrics
from pulse.network import Network, introduction_network
from pulse.no_shows import Missed, NoShows, no_shows
from pulse.opened import Tables
from pulse.period import Period
from pulse.report import Report, report, suppress
from pulse.trend import trend, trends

__all__ = [
    "CLAIMS",
    "Answer",
    "Cohort",
    "Concentration",
    "Figure",
    "LeftOut",
    "Loss",
    "Lost",
    "Metric",
    "Missed",
    "Network",
    "NoShows",
    "Period",
    "Report",
    "Rows",
    "Tables",
    "Unreadable",
    "catalogue",
    "cohorts",
    "concentration",
    "figures",
    "introduction_network",
    "loss",
    "metrics",
    "no_shows",
    "report",
    "rows",
    "suppress",
    "trend",
    "trends",
]
