"""The figures, one module a theme. Importing this publishes them all."""

from pulse.metrics import (
    booking,
    capacity,
    care,
    fairness,
    feedback,
    flow,
    money,
    plans,
    promises,
    retention,
    visits,
    word_of_mouth,
)
from pulse.metrics.registry import Metric, catalogue, metrics

__all__ = [
    "Metric",
    "booking",
    "capacity",
    "care",
    "catalogue",
    "fairness",
    "feedback",
    "flow",
    "metrics",
    "money",
    "plans",
    "promises",
    "retention",
    "visits",
    "word_of_mouth",
]
