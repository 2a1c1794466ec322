"""Stretches of days, closed at the start and open at the end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

# A clinic closed on the last Sunday of a month has still seen the whole month.
CLOSED_AT_MOST = timedelta(days=3)


def month_index(day: date) -> int:
    """Months since the year 0: a number that can be counted with."""
    return day.year * 12 + day.month - 1


def month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def month_name(index: int) -> str:
    return f"{index // 12:04}-{index % 12 + 1:02}"


def month_of(column: str) -> nw.Expr:
    """The month index of a moment or a day."""
    at = nw.col(column).dt
    return at.year().cast(nw.Int64) * 12 + at.month().cast(nw.Int64) - 1


def days_later(column: str, days: int) -> nw.Expr:
    """A day some days after another."""
    return nw.col(column).dt.offset_by(f"{days}d")


def months_later(day: date, months: int) -> date:
    """The same day some months later; the 31st becomes the month's last day."""
    first = month_start(month_index(day) + months)
    last = monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))


@dataclass(frozen=True)
class Period:
    """Days from `start` up to but not including `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A period ends after it starts: {self.start}, {self.end}")

    @classmethod
    def months_to(cls, end: date, months: int) -> "Period":
        return cls(months_later(end, -months), end)

    @classmethod
    def last_whole_months(cls, first: date, last: date, months: int = 12) -> "Period":
        """The last whole months between the data's first and last day.

        Data of fewer whole months are taken from end to end.
        """
        closing = month_start(month_index(last + timedelta(days=1)))
        if last + CLOSED_AT_MOST >= months_later(closing, 1):
            closing = months_later(closing, 1)
        opening = months_later(closing, -months)
        if month_index(first) <= month_index(opening) and first < closing:
            return cls(opening, closing)
        return cls(month_start(month_index(first)), month_start(month_index(last) + 1))

    def before(self) -> "Period":
        """The stretch of the same length that ends where this one starts.

        Whole months step back by months, anything else by days.
        """
        if self.is_whole_months():
            return Period.months_to(self.start, len(self.months()))
        return Period(self.start - (self.end - self.start), self.start)

    def is_whole_months(self) -> bool:
        return self.start.day == 1 and self.end.day == 1

    def months(self) -> list[int]:
        """The indices of the months it touches, in order."""
        last = self.end - timedelta(days=1)
        return list(range(month_index(self.start), month_index(last) + 1))

    def covers(self, column: str) -> nw.Expr:
        """True where a day lies inside. A moment must be cut to its day first."""
        day = nw.col(column)
        return (day >= nw.lit(self.start)) & (day < nw.lit(self.end))

    def as_json(self, zone: str) -> dict[str, str]:
        return {
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "zone": zone,
        }
