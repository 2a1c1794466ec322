"""Which hours of a day the calendar shows: the clinic's, and what lies outside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from renxin.booking import clock
from renxin.booking.calendar.cards import Card
from renxin.booking.calendar.duty import Block
from renxin.clinics.clock import MIDNIGHT, told
from renxin.clinics.opening import Open

# Where nobody said when the clinic opens.
USUAL = (8 * 60 + 30, 18 * 60)
HALF_HOUR, HOUR, QUARTER = 30, 60, 15
Laid = TypeVar("Laid", Card, Block)


@dataclass(frozen=True)
class Window:
    """From which minute to which, and the hours drawn at the side."""

    starts: int
    ends: int

    @property
    def minutes(self) -> int:
        return self.ends - self.starts

    @property
    def quarters(self) -> int:
        return self.minutes // QUARTER

    @property
    def as_pair(self) -> tuple[int, int]:
        return self.starts, self.ends

    def hours(self) -> list[Block]:
        """Each whole hour within, as it is written at the side."""
        first = -(-self.starts // HOUR) * HOUR
        marks = range(first, self.ends, HOUR)
        return [self.placed(Block(at, at + HOUR, told(at))) for at in marks]

    def placed(self, one: Laid) -> Laid:
        """The same with the quarter-hours it lies in, counted from one."""
        row = max(one.starts - self.starts, 0) // QUARTER + 1
        last = -(-(min(one.ends, self.ends) - self.starts) // QUARTER)
        return replace(one, row=row, rows=max(last - row + 1, 1))


def around(items: Iterable[tuple[int, int]]) -> Window:
    """The smallest window of whole half-hours that shows all of it."""
    shown = list(items) or [USUAL]
    starts = min(first for first, _last in shown)
    ends = max(last for _first, last in shown)
    return Window(
        starts // HALF_HOUR * HALF_HOUR,
        min(-(-ends // HALF_HOUR) * HALF_HOUR, MIDNIGHT),
    )


def open_minutes(
    stretches: list[Open] | None, day: date, zone: ZoneInfo
) -> list[tuple[int, int]]:
    pairs = [
        (
            clock.minute_of(one.opens_at, day, zone),
            clock.minute_of(one.closes_at, day, zone),
        )
        for one in stretches or []
    ]
    return [pair for pair in pairs if pair[0] < pair[1]]


def closed(
    open_hours: list[tuple[int, int]], window: Window, *, is_said: bool
) -> list[Block]:
    """The hours shown in which the door is shut, for what has no shifts of its own."""
    if not is_said:
        return []
    blocks, at = [], window.starts
    for starts, ends in [*open_hours, (window.ends, window.ends)]:
        if starts > at:
            blocks.append(Block(at, starts))
        at = max(at, ends)
    return blocks
