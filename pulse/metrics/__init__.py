"""The figures, one module a theme. Importing this publishes them all."""

from pulse.metrics import (
    booking,
    capacity,
    feedback,
    flow,
    money,
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
    "catalogue",
    "feedback",
    "flow",
    "metrics",
    "money",
    "promises",
    "retention",
    "visits",
    "word_of_mouth",
]
