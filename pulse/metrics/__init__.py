"""The figures, one module a theme. Importing this publishes them all."""

from pulse.metrics import (
    booking,
    capacity,
    care,
    effect,
    fairness,
    feedback,
    flow,
    follow_up,
    money,
    plans,
    promises,
    retention,
    visits,
    voice,
    word_of_mouth,
)
from pulse.metrics.registry import Metric, catalogue, metrics

__all__ = [
    "Metric",
    "booking",
    "capacity",
    "care",
    "catalogue",
    "effect",
    "fairness",
    "feedback",
    "flow",
    "follow_up",
    "metrics",
    "money",
    "plans",
    "promises",
    "retention",
    "visits",
    "voice",
    "word_of_mouth",
]
