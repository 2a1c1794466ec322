"""The lead curve: a share for each band of days ahead, and its interval as a bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

DESK, PHONE = 560, 330
LEFT, MARGIN, TOP, FLOOR = 40.0, 14.0, 18.0, 184.0
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5)
TICKS = 4
LABEL = 14.0


class Told(Protocol):
    """A group with its share and interval; one too small to be told has neither."""

    @property
    def name(self) -> str: ...
    @property
    def share(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


@dataclass(frozen=True)
class Point:
    """One band: where its share stands, and how far its interval reaches."""

    group: Told
    x: float
    y: float | None
    bar: str


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Leads:
    width: int
    points: tuple[Point, ...]
    line: str
    ticks: tuple[Tick, ...]
    all_y: float | None

    @property
    def right(self) -> float:
        return self.width - MARGIN

    @property
    def label_y(self) -> float:
        """Below the line of all bookings, where long leads leave it free."""
        return (self.all_y or FLOOR) + LABEL

    @property
    def middle(self) -> float:
        return (LEFT + self.right) / 2


def leads(groups: Sequence[Told], overall: Told, width: int = DESK) -> Leads | None:
    """None where no band may be told."""
    highs = [one.high for one in groups if one.high is not None]
    if not highs:
        return None
    step = next((one for one in STEPS if max(highs) <= TICKS * one), STEPS[-1])
    top = step * max(1, ceil(max(highs) / step))
    across = (width - MARGIN - LEFT) / len(groups)

    def y(share: float) -> float:
        return round(FLOOR - share / top * (FLOOR - TOP), 1)

    points = tuple(
        _point(one, round(LEFT + across * (place + 0.5), 1), y)
        for place, one in enumerate(groups)
    )
    return Leads(
        width=width,
        points=points,
        line=_line(points),
        ticks=tuple(
            Tick(y(step * n), f"{step * n * 100:.0f} %")
            for n in range(round(top / step) + 1)
        ),
        all_y=None if overall.share is None else y(overall.share),
    )


def _point(group: Told, x: float, y: Callable[[float], float]) -> Point:
    if group.share is None or group.low is None or group.high is None:
        return Point(group, x, None, "")
    return Point(group, x, y(group.share), f"M{x} {y(group.low)}V{y(group.high)}")


def _line(points: Sequence[Point]) -> str:
    told = [one for one in points if one.y is not None]
    return " ".join(
        f"{'L' if place else 'M'}{one.x} {one.y}" for place, one in enumerate(told)
    )
