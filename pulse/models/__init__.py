"""Models: what is likely, how far to trust it, and what it may be used for."""

from pulse.models.bands import Band, band_of
from pulse.models.calibration import Calibration, Estimate
from pulse.models.evaluation import Evaluation, evaluate
from pulse.models.features import PROTECTED, Decision, Protected
from pulse.models.forecast import Forecast, forecast
from pulse.models.no_show import (
    Chance,
    Chances,
    Model,
    NotYetKnown,
    empty_places,
    learn,
)
from pulse.models.reasons import Reason
from pulse.models.trust import Doubt

__all__ = [
    "PROTECTED",
    "Band",
    "Calibration",
    "Chance",
    "Chances",
    "Decision",
    "Doubt",
    "Estimate",
    "Evaluation",
    "Forecast",
    "Model",
    "NotYetKnown",
    "Protected",
    "Reason",
    "band_of",
    "empty_places",
    "evaluate",
    "forecast",
    "learn",
]
