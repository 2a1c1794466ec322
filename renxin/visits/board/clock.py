"""How long somebody has waited against the goal: the same here and on every screen.

A screen is told how many seconds it was when the server answered and counts on from
there, so that it does not matter what its own clock says.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

# From this part of the goal on, somebody should look.
NEAR = 0.75
MINUTE = 60


@dataclass(frozen=True)
class Clock:
    """Seconds gone by, and the seconds they should not exceed; 0 where none are set."""

    seconds: int
    goal: int = 0

    @classmethod
    def since(
        cls, moment: datetime, goal: timedelta = timedelta(), *, at: datetime
    ) -> Self:
        gone = max(at - moment, timedelta())
        return cls(int(gone.total_seconds()), int(goal.total_seconds()))

    @property
    def minutes(self) -> int:
        return self.seconds // MINUTE

    @property
    def over(self) -> int:
        """Whole minutes beyond the goal."""
        return max(self.minutes - self.goal // MINUTE, 0) if self.goal else 0

    @property
    def state(self) -> str:
        if not self.goal:
            return "calm"
        if self.seconds > self.goal:
            return "over"
        return "near" if self.seconds >= NEAR * self.goal else "calm"

    @property
    def part(self) -> int:
        """How much of the ring is full, in hundredths."""
        return min(100 * self.seconds // self.goal, 100) if self.goal else 0
