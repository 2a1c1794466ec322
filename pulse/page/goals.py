"""Whether a figure stands where it should: a word, a shape, then a colour."""

from dataclasses import dataclass

from pulse.metrics.registry import Better, Goal, Measure, Metric
from pulse.page.numbers import percent
from pulse.words import say


@dataclass(frozen=True)
class Standing:
    """The bound in words, whether it is met, and the words for that."""

    goal: str
    is_met: bool
    verdict: str
    line: float


def standing(
    lang: str, metric: Metric, now: float | None, before: float | None
) -> Standing | None:
    """How a figure stands to its goal; none where there is no goal or no figure."""
    goal = metric.goal
    if now is None or goal == Goal():
        return None
    if goal.change is not None:
        if before is None:
            return None
        goal = Goal(at_most=max(0.0, before + goal.change))
    if metric.better is Better.NEITHER:
        return _in_band(lang, metric, now)
    bound = goal.at_least if goal.at_most is None else goal.at_most
    if bound is None:
        return None
    is_met = now >= bound if goal.at_most is None else now <= bound
    sign = "≥" if goal.at_most is None else "≤"
    return Standing(
        goal=f"{say(lang, 'Goal')} {sign} {percent(bound)}",
        is_met=is_met,
        verdict=say(lang, "met")
        if is_met
        else say(lang, "short by {gap}", gap=_gap(lang, now, bound)),
        line=bound,
    )


def _in_band(lang: str, metric: Metric, now: float) -> Standing | None:
    low, high = metric.goal.at_least, metric.goal.at_most
    if low is None or high is None:
        return None
    verdict = say(lang, "as usual")
    is_share = metric.measure is Measure.SHARE
    gap = _gap if is_share else _plain_gap
    if now > high:
        verdict = say(lang, "above by {gap}", gap=gap(lang, now, high))
    if now < low:
        verdict = say(lang, "below by {gap}", gap=gap(lang, now, low))
    band = f"{low * 100:.0f}–{high * 100:.0f} %" if is_share else f"{low:g}–{high:g}"
    return Standing(
        goal=f"{say(lang, 'Usual')} {band}",
        is_met=low <= now <= high,
        verdict=verdict,
        line=high,
    )


def _gap(lang: str, now: float, bound: float) -> str:
    return f"{abs(now - bound) * 100:.1f} {say(lang, 'points')}"


def _plain_gap(_lang: str, now: float, bound: float) -> str:
    return f"{abs(now - bound):.1f}"
