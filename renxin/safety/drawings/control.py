"""A control chart as paths: the line of rates, the centre, and limits as steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from renxin.safety.limits import Chart, Point

DESK, PHONE = 600, 330
LEFT, MARGIN, TOP, FLOOR = 44.0, 12.0, 16.0, 176.0


@dataclass(frozen=True)
class Mark:
    """One week: where its point stands; none where nothing is known of it."""

    point: Point
    x: float
    y: float | None


@dataclass(frozen=True)
class Control:
    """Paths and places in a picture of some width."""

    width: int
    marks: tuple[Mark, ...]
    line: str
    high: str
    low: str
    centre_y: float
    top: float

    @property
    def right(self) -> float:
        return self.width - MARGIN


def control(chart: Chart, width: int = DESK) -> Control:
    """Rates from 0 up to the widest limit or the highest point."""
    known = chart.known
    highest = max([*(one.high for one in known), *(one.rate or 0 for one in known)])
    top = highest * 1.1 or 1.0
    step = (width - MARGIN - LEFT) / len(chart.points)

    def y(rate: float) -> float:
        return round(FLOOR - rate / top * (FLOOR - TOP), 1)

    marks = tuple(
        Mark(
            one,
            round(LEFT + step * (place + 0.5), 1),
            None if one.rate is None else y(one.rate),
        )
        for place, one in enumerate(chart.points)
    )
    return Control(
        width=width,
        marks=marks,
        line=_line(marks),
        high=_steps(marks, [y(one.high) for one in chart.points], step),
        low=_steps(marks, [y(one.low) for one in chart.points], step),
        centre_y=y(chart.centre),
        top=top,
    )


def _line(marks: Sequence[Mark]) -> str:
    """A week not known is stepped over, never drawn as a zero."""
    told = [one for one in marks if one.y is not None]
    return " ".join(
        f"{'L' if place else 'M'}{one.x} {one.y}" for place, one in enumerate(told)
    )


def _steps(marks: Sequence[Mark], levels: Sequence[float], step: float) -> str:
    pieces = [
        f"M{one.x - step / 2:.1f} {level}h{step:.1f}"
        for one, level in zip(marks, levels, strict=True)
        if one.y is not None
    ]
    return " ".join(pieces)
