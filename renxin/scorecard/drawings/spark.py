"""The line under a figure: twelve months, with the goal dashed."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, TOP, FLOOR = 120.0, 4.0, 26.0


@dataclass(frozen=True)
class Spark:
    """Paths in a box of 120 by 30; empty where there is nothing to draw."""

    line: str = ""
    goal: str = ""


def spark(values: Sequence[float | None], goal: float | None) -> Spark:
    """A month without a value is a gap in the line, never a zero."""
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004  (one point is no line)
        return Spark()
    ends = [*known, goal] if goal is not None else known
    low, high = min(ends), max(ends)

    def height(value: float) -> float:
        if high == low:
            return (TOP + FLOOR) / 2
        return FLOOR - (value - low) / (high - low) * (FLOOR - TOP)

    step = WIDTH / (len(values) - 1)
    points = [
        None if value is None else f"{place * step:.1f} {height(value):.1f}"
        for place, value in enumerate(values)
    ]
    level = "" if goal is None else f"M0 {height(goal):.1f}H120"
    return Spark(_line(points), level)


def _line(points: Sequence[str | None]) -> str:
    pieces, lifted = [], True
    for point in points:
        if point is not None:
            pieces.append(("M" if lifted else "L") + point)
        lifted = point is None
    return " ".join(pieces)
