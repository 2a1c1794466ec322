"""A Lorenz curve with its mark at the fifth who bring most."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, FLOOR = 30.0, 286.0, 10.0, 254.0
MARKED = 0.8  # the fifth who bring most stand right of here
TICKS = (0, 20, 40, 60, 80, 100)
LEVELS = (0, 50, 100)

Point = tuple[float, float]


@dataclass(frozen=True)
class Tick:
    at: float
    label: int


@dataclass(frozen=True)
class Lorenz:
    """Paths and places in a box of 296 by 300."""

    curve: str
    wash: str
    mark: str
    mark_x: float
    mark_y: float
    says_y: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def lorenz(points: Sequence[Point]) -> Lorenz:
    """From shares of people and what they bring, both from 0 to 1, in order."""
    placed = [f"{_x(people):.1f} {_y(brought):.1f}" for people, brought in points]
    x, y = _x(MARKED), _y(_read_off(points, MARKED))
    backwards = " L ".join(reversed(placed))
    return Lorenz(
        curve="M" + " ".join(placed),
        wash=f"M{LEFT} {FLOOR}L{RIGHT} {TOP}L {backwards}Z",
        mark=f"M{x:.1f} {FLOOR}V{y:.1f}H{LEFT}",
        mark_x=x,
        mark_y=y,
        says_y=round(y - 26, 1),
        across=tuple(Tick(round(_x(tick / 100), 1), tick) for tick in TICKS),
        up=tuple(Tick(round(_y(level / 100), 1), level) for level in LEVELS),
    )


def _x(share: float) -> float:
    return LEFT + share * (RIGHT - LEFT)


def _y(share: float) -> float:
    return FLOOR - share * (FLOOR - TOP)


def _read_off(points: Sequence[Point], at: float) -> float:
    """What the people up to some share bring, between the points if need be."""
    before = (0.0, 0.0)
    for point in points:
        if point[0] >= at:
            run = point[0] - before[0]
            part = (at - before[0]) / run if run else 0.0
            return before[1] + part * (point[1] - before[1])
        before = point
    return before[1]
