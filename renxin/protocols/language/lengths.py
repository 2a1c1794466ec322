"""How long after, as people say it: 24 hours, 7 days, 2 weeks, 6 months.

PostgreSQL does the adding, so a month after 31 January is the last of February.
"""

from dataclasses import dataclass
from datetime import timedelta

ROUGHLY = {"hour": 1, "day": 24, "week": 24 * 7, "month": 24 * 30}


@dataclass(frozen=True)
class Length:
    number: int
    unit: str

    @classmethod
    def of(cls, text: str) -> "Length":
        number, unit = text.split(" ")
        return cls(int(number), unit.removesuffix("s"))

    def times(self, many: int) -> "Length":
        return Length(self.number * many, self.unit)

    @property
    def hours(self) -> int:
        """For comparing only: months differ."""
        return self.number * ROUGHLY[self.unit]

    @property
    def roughly(self) -> timedelta:
        return timedelta(hours=self.hours)

    @property
    def is_by_the_clock(self) -> bool:
        """Counted from the minute on, not from the day."""
        return self.unit == "hour"

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"
