"""Models: what is likely, how far to trust it, and what it may be used for."""

from pulse.models.calibration import Calibration, Estimate
from pulse.models.evaluation import Evaluation, evaluate
from pulse.models.features import PROTECTED, Decision, Protected
from pulse.models.forecast import Forecast, forecast
from pulse.models.no_show import Chance, Chances, Model, NotYetKnown, learn
from pulse.models.reasons import Reason

__all__ = [
    "PROTECTED",
    "Calibration",
    "Chance",
    "Chances",
    "Decision",
    "Estimate",
    "Evaluation",
    "Forecast",
    "Model",
    "NotYetKnown",
    "Protected",
    "Reason",
    "evaluate",
    "forecast",
    "learn",
]
