"""The stretch of time the figures are told for: a month, a quarter or a year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pulse import Period

MONTHS_A_YEAR = 12
EARLIEST = 1900  # before that no clinic of ours saw anybody


class Over(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Over.MONTH: 1, Over.QUARTER: 3, Over.YEAR: MONTHS_A_YEAR}[self]


@dataclass(frozen=True)
class Span:
    """Whole months, the last of which is ``last`` (told by its first day)."""

    over: Over
    last: date

    @classmethod
    def asked(cls, query: Mapping[str, str], latest: date) -> Self:
        """What an address asks for, no later than the latest month there is to tell of.

        What cannot be read falls back to that month.
        """
        words = query.get("over", "")
        over = Over(words) if words in set(Over) else Over.MONTH
        try:
            last = first_day(query.get("to", ""))
        except ValueError:
            last = latest
        if last.year < EARLIEST:
            last = latest
        return cls(over, min(last, latest.replace(day=1)))

    @property
    def start(self) -> date:
        return _months_on(self.last, 1 - self.over.months)

    @property
    def end(self) -> date:
        """The day after the last one."""
        return _months_on(self.last, 1)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    def earlier(self) -> Self:
        return type(self)(self.over, _months_on(self.last, -self.over.months))

    def later(self) -> Self:
        return type(self)(self.over, _months_on(self.last, self.over.months))

    def a_year_earlier(self) -> Self:
        return type(self)(self.over, _months_on(self.last, -MONTHS_A_YEAR))

    def as_long_as(self, over: Over) -> Self:
        """As many months as asked, ending with the same one."""
        return type(self)(over, self.last)

    def months(self) -> list[str]:
        """The months it is made of, as 2026-10."""
        return [f"{month:%Y-%m}" for month in self._months(self.over.months)]

    def trend(self) -> list[str]:
        """The twelve months that end as it does."""
        return [f"{month:%Y-%m}" for month in self._months(MONTHS_A_YEAR)]

    def _months(self, count: int) -> Iterator[date]:
        for place in range(1 - count, 1):
            yield _months_on(self.last, place)

    @property
    def to(self) -> str:
        return f"{self.last:%Y-%m}"

    @property
    def key(self) -> str:
        return f"{self.over}-{self.to}"

    def __str__(self) -> str:
        if self.over is Over.MONTH:
            return date_format(self.last, "YEAR_MONTH_FORMAT")
        if self.over is Over.YEAR and self.start.month == 1:
            return _("the year %(year)s") % {"year": self.start.year}
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.start, "YEAR_MONTH_FORMAT"),
            "last": date_format(self.last, "YEAR_MONTH_FORMAT"),
        }


def first_day(month: str) -> date:
    """The first day of a month told as 2026-10."""
    return date.fromisoformat(f"{month}-01")


def last_whole_month(today: date) -> date:
    return _months_on(today.replace(day=1), -1)


def _months_on(day: date, months: int) -> date:
    index = day.year * MONTHS_A_YEAR + day.month - 1 + months
    return date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)
