"""Who is next: by urgency, by the time agreed, by arrival. Nothing else is known here.

What somebody pays, has paid, or who sent them is no field of whoever waits, so that it
cannot move anybody; a test of the house holds that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from renxin.visits.kinds import Turn, Urgency

# Whoever comes later than that to their time waits like those without one.
GRACE = timedelta(minutes=30)
# Agreed times go before those without one, but nobody waits behind them for ever.
LONGEST = timedelta(minutes=60)
URGENCIES: dict[str, int] = {Urgency.EMERGENCY: 0, Urgency.URGENT: 1}
BY_HAND: dict[str, int] = {Turn.FORWARD: -1, Turn.BACK: 1}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who waits: since when, for what time, how urgent, moved by hand."""

    key: int
    came_at: datetime
    agreed_at: datetime | None = None
    urgency: str = Urgency.ROUTINE
    turn: str = ""
    turned_at: datetime | None = None

    @property
    def keeps_time(self) -> bool:
        return self.agreed_at is not None and self.came_at <= self.agreed_at + GRACE

    def due_at(self) -> datetime:
        """The time agreed, or where none holds, the time at which they came."""
        if self.agreed_at is not None and self.keeps_time:
            return self.agreed_at
        return self.came_at

    def comes_first(self, at: datetime) -> bool:
        """Their agreed time has come, or they have waited as long as anybody should."""
        if self.keeps_time and self.due_at() <= at:
            return True
        return at - max(self.came_at, self.due_at()) >= LONGEST


def in_order(waiting: Iterable[Waiting], *, at: datetime) -> list[Waiting]:
    """The next first: need, turns moved by hand, agreed times, arrival."""

    def place(one: Waiting) -> tuple[int, int, bool, datetime, datetime, int]:
        urgency = URGENCIES.get(one.urgency, 2)
        by_hand = BY_HAND.get(one.turn, 0)
        since = one.turned_at if by_hand and one.turned_at else one.due_at()
        late = not by_hand and not one.comes_first(at)
        return urgency, by_hand, late, since, one.came_at, one.key

    return sorted(waiting, key=place)
