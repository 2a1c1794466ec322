"""Where a figure should stand, and whether it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pulse.metrics import Metric
from pulse.metrics.registry import Better, Measure
from renxin.clinics.models import Clinic
from renxin.scorecard.counting import Count
from renxin.scorecard.models import Target
from renxin.scorecard.saying import PERCENT, times_of

HAIR = 1e-9  # goals are decimals, shares are not
MINUS = "−"


@dataclass(frozen=True)
class Bounds:
    """At least, at most, or both; and whether somebody here decided it."""

    at_least: float | None = None
    at_most: float | None = None
    is_ours: bool = False
    # By what a value is multiplied to be said.
    times: float = PERCENT

    def shortfall(self, value: float) -> float:
        """How far the value is from where it should be; nothing when it is there."""
        if self.at_least is not None and value < self.at_least - HAIR:
            return self.at_least - value
        if self.at_most is not None and value > self.at_most + HAIR:
            return value - self.at_most
        return 0.0

    @property
    def line(self) -> float | None:
        """The level to draw: the one bound, or the nearer end of a band."""
        return self.at_most if self.at_least is None else self.at_least

    def words(self) -> str:
        low, high = self.at_least, self.at_most
        if low is not None and high is not None:
            return f"{number(low * self.times)}–{number(high * self.times)}"
        if low is not None:
            return f"≥ {number(low * self.times)}"
        return "" if high is None else f"≤ {number(high * self.times)}"


def bounds(metric: Metric, before: Count | None, targets: "Targets") -> Bounds | None:
    """The goal set here, else the one the figure comes with."""
    ours = targets.of(metric.code)
    if ours:
        return ours
    goal = metric.goal
    if goal.change is not None and before and before.value is not None:
        level = max(before.value + goal.change, 0.0)
        return _one_sided(metric, level)
    if goal.at_least is None and goal.at_most is None:
        return None
    return Bounds(goal.at_least, goal.at_most, times=times_of(metric))


@dataclass(frozen=True)
class Targets:
    """The goals in force for one clinic: its own, else the house's."""

    bounds: dict[str, Bounds]

    @classmethod
    def at(cls, clinic: Clinic | None, metrics: Mapping[str, Metric]) -> "Targets":
        in_force = Target.objects.filter(clinic=None)
        if clinic:
            in_force |= Target.objects.filter(clinic=clinic)
        return cls(_decided(in_force.in_force(), metrics))

    def of(self, figure: str) -> Bounds | None:
        return self.bounds.get(figure)


def _decided(
    targets: Iterable[Target], metrics: Mapping[str, Metric]
) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    for target in sorted(targets, key=lambda one: one.clinic_id or 0):
        metric = metrics.get(target.figure)
        if metric and target.bound is not None:
            found[target.figure] = _one_sided(metric, float(target.bound), ours=True)
    return found


def can_be_set(metric: Metric) -> bool:
    """A goal needs a better way, and is told in percent."""
    in_percent = metric.measure is Measure.SHARE
    return metric.better is not Better.NEITHER and in_percent


def _one_sided(metric: Metric, level: float, **whose: bool) -> Bounds:
    is_ours = whose.get("ours", False)
    if metric.better is Better.LOWER:
        return Bounds(at_most=level, is_ours=is_ours)
    return Bounds(at_least=level, is_ours=is_ours)


def number(value: float, digits: int = 1) -> str:
    """Without a tail of zeros: 17, 17.5, −4.4."""
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def seed_label(bounds: Bounds | None) -> str:
    """A goal nobody here has decided says so."""
    return (
        "" if bounds is None or bounds.is_ours else _("starting goal, not decided here")
    )
