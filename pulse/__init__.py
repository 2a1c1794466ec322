"""Pulse: figures from tables of plain facts."""

from pulse.cohort import Cohort, cohorts
from pulse.concentration import Concentration
from pulse.day_flow import DayFlow, busiest_day, day_flow
from pulse.drill import Rows, rows
from pulse.effects.found import effects
from pulse.effects.planner import Impossible, Plan
from pulse.effects.told import Effect
from pulse.fair import Reasonable, Waits, content, reasonable, waits
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
from pulse.stations import Stations, stations
from pulse.trend import trend, trends

__all__ = [
    "CLAIMS",
    "Answer",
    "Cohort",
    "Concentration",
    "DayFlow",
    "Effect",
    "Figure",
    "Impossible",
    "LeftOut",
    "Loss",
    "Lost",
    "Metric",
    "Missed",
    "Network",
    "NoShows",
    "Period",
    "Plan",
    "Reasonable",
    "Report",
    "Rows",
    "Stations",
    "Tables",
    "Unreadable",
    "Waits",
    "busiest_day",
    "catalogue",
    "cohorts",
    "concentration",
    "content",
    "day_flow",
    "effects",
    "figures",
    "introduction_network",
    "loss",
    "metrics",
    "no_shows",
    "reasonable",
    "report",
    "rows",
    "stations",
    "suppress",
    "trend",
    "trends",
    "waits",
]
