"""From everyone who was with us to everyone who still is, one step a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

BAR = 0.68  # of a step
FLOOR, HEIGHT = 236.0, 206.7
# Where nearly everyone stays, the whole bars are cut so that the steps can be seen.
CUT_BELOW, STUB = 0.5, 46.6


@dataclass(frozen=True)
class Step:
    """One bar: a whole (``change`` None) or what it adds or takes away."""

    label: str
    size: int
    tone: str
    note: str = ""
    change: int | None = None

    @property
    def says(self) -> str:
        if self.change is None:
            return f"{self.size:,}"
        sign = "+" if self.change > 0 else "−"
        return f"{sign}{self.size:,}"


@dataclass(frozen=True)
class Bar:
    step: Step
    x: float
    y: float
    height: float
    middle: float
    cut: str = ""

    @property
    def lines(self) -> list[str]:
        """A label of two words stands in two lines."""
        return self.step.label.split(" ", 1)

    @property
    def label_y(self) -> float:
        return round(self.y - 7, 1)


@dataclass(frozen=True)
class Waterfall:
    """Bars, and the dashed lines that carry a level from one bar to the next."""

    width: int
    bars: tuple[Bar, ...]
    bridges: tuple[str, ...]
    bar_width: float
    bracket: str = ""
    bracket_middle: float = 0.0


def waterfall(
    steps: Sequence[Step], width: int, under: tuple[int, int] | None = None
) -> Waterfall:
    """The steps side by side in a picture of this width in pixels.

    A bracket stands under the bars from one place to another, both included.
    """
    spans = list(_spans(steps))
    scale = _Scale.of(spans, width / len(steps))
    bars = tuple(
        _bar(step, place, low, high, scale)
        for place, (step, (low, high)) in enumerate(zip(steps, spans, strict=True))
    )
    ends = [_end(step, span) for step, span in zip(steps, spans, strict=True)]
    bridges = tuple(
        f"M{left.x + scale.bar:.1f} {scale.y(end):.1f}H{right.x:.1f}"
        for (left, right), end in zip(pairwise(bars), ends, strict=False)
    )
    drawn = Waterfall(width, bars, bridges, round(scale.bar, 1))
    return replace(drawn, **_bracket(drawn, *under)) if under else drawn


def _bracket(drawn: Waterfall, first: int, last: int) -> dict[str, Any]:
    left = drawn.bars[first].x - 3.5
    right = drawn.bars[last].x + drawn.bar_width + 3.5
    return {
        "bracket": f"M{left:.1f} 277v4H{right:.1f}v-4",
        "bracket_middle": round((left + right) / 2, 1),
    }


@dataclass(frozen=True)
class _Scale:
    zero: float
    per: float
    step: float

    @property
    def bar(self) -> float:
        return self.step * BAR

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]], step: float) -> "_Scale":
        high = max((top for _low, top in spans), default=0) or 1
        levels = [low for low, _top in spans if low > 0] or [0]
        lowest = min(levels)
        if lowest < high * CUT_BELOW or lowest == high:
            return cls(0, HEIGHT / high, step)
        per = (HEIGHT - STUB) / (high - lowest)
        return cls(lowest - STUB / per, per, step)

    def y(self, level: float) -> float:
        return FLOOR - max(level - self.zero, 0) * self.per


def _spans(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The lower and upper level of each bar."""
    level, spans = 0, []
    for step in steps:
        if step.change is None:
            level = step.size
            spans.append((0, level))
        else:
            after = level + step.change
            spans.append((min(level, after), max(level, after)))
            level = after
    return spans


def _end(step: Step, span: tuple[int, int]) -> int:
    low, high = span
    return low if step.change is not None and step.change < 0 else high


def _bar(step: Step, place: int, low: int, high: int, scale: _Scale) -> Bar:
    x = scale.step * (place + (1 - BAR) / 2)
    top, bottom = scale.y(high), scale.y(low)
    is_cut = step.change is None and scale.zero > 0 and high > 0
    return Bar(
        step=step,
        x=round(x, 1),
        y=round(top, 1),
        height=round(max(bottom - top, 0), 1),
        middle=round(x + scale.bar / 2, 1),
        cut=_zigzag(x - 2, scale.bar + 4) if is_cut else "",
    )


def _zigzag(x: float, width: float) -> str:
    tooth = f"{width / 4:.1f}"
    return f"M{x:.1f} 224l{tooth} -6 {tooth} 6 {tooth} -6 {tooth} 6"
