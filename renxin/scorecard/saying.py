"""How a figure is said: in percent, yuan, minutes, or as one to so many."""

from collections.abc import Mapping

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy, pgettext_lazy

from pulse.metrics import Metric
from pulse.metrics.registry import Measure

PERCENT, ONE_BY_ONE = 100.0, 1.0
SIGNS: Mapping[Measure, str | LazyText] = {
    Measure.SHARE: "%",
    Measure.YUAN: gettext_lazy("yuan"),
    Measure.MINUTES: pgettext_lazy("figure", "minutes"),
    Measure.POINTS: pgettext_lazy("figure", "points"),
    Measure.TO_ONE: pgettext_lazy("figure", "to one"),
}


def sign_of(metric: Metric) -> str:
    return str(SIGNS[metric.measure])


def times_of(metric: Metric) -> float:
    """By what the value is multiplied to be said."""
    return PERCENT if metric.measure is Measure.SHARE else ONE_BY_ONE


def digits_of(metric: Metric, digits: int) -> int:
    """Yuan and minutes are whole; of assistants to one doctor a tenth matters."""
    if metric.measure is Measure.TO_ONE:
        return 1
    return digits if metric.measure is Measure.SHARE else 0
