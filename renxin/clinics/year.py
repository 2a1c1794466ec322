"""A year's days off, told in stretches as the notice tells them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from renxin.clinics.models import CalendarDay
from renxin.clinics.models.calendar_day import Kind
from renxin.clinics.workdays import days_of

ORDINARY = {Kind.WORKDAY, Kind.WEEKEND}


@dataclass(frozen=True)
class Stretch:
    """Days in a row that are off for one holiday, or a day worked for it."""

    first: date
    last: date
    label: str
    is_off: bool
    is_provisional: bool


@dataclass(frozen=True)
class Year:
    """What differs from an ordinary week in a year."""

    number: int
    days: list[CalendarDay]

    @property
    def off(self) -> list[CalendarDay]:
        return [day for day in self.days if not day.is_workday]

    @property
    def made_up(self) -> list[CalendarDay]:
        return [day for day in self.days if day.is_workday]

    @property
    def is_official(self) -> bool:
        return bool(self.days) and not any(day.is_provisional for day in self.days)

    @property
    def before(self) -> int:
        return max(self.number - 1, date.min.year)

    @property
    def after(self) -> int:
        return min(self.number + 1, date.max.year)

    def told(self) -> Iterator[Stretch]:
        numbered = [(day.day.toordinal() - n, day) for n, day in enumerate(self.days)]
        for (_run, label, works), pairs in groupby(numbered, _same):
            run = [day for _number, day in pairs]
            provisional = any(day.is_provisional for day in run)
            yield Stretch(run[0].day, run[-1].day, label, not works, provisional)


def _same(numbered: tuple[int, CalendarDay]) -> tuple[int, str, bool]:
    """Days in a row have one number; one stretch is of one holiday."""
    number, day = numbered
    return number, day.feast, day.is_workday


def year_of(number: int) -> Year:
    days = days_of(date(number, 1, 1), date(number, 12, 31)).values()
    return Year(number, [day for day in days if day.kind not in ORDINARY])
