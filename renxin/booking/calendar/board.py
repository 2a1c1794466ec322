"""The calendar: one day in columns, or one person or chair over seven days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from renxin.booking import clock
from renxin.booking.calendar.booked import booked, joined, taken
from renxin.booking.calendar.cards import Card, Reading
from renxin.booking.calendar.columns import MAKERS, By, Column, Day, one_of
from renxin.booking.calendar.duty import duties
from renxin.booking.calendar.window import Window, around, closed, open_minutes
from renxin.clinics import opening
from renxin.clinics.models import Clinic
from renxin.clinics.opening import Open
from renxin.rosters.days import whole
from renxin.rosters.spans import DateTimeTZRange

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Board:
    """What is drawn: the columns and the hours they are drawn against."""

    day: date
    columns: list[Column]
    window: Window
    # The minute of the now-line, where the day shown is this one.
    now: int | None

    @property
    def cards(self) -> list[Card]:
        return [card for column in self.columns for card in column.cards]


@dataclass(frozen=True)
class Stretch:
    """Days of a clinic that are read together."""

    clinic: Clinic
    first: date
    days: int
    at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.clinic.zone)

    @property
    def span(self) -> DateTimeTZRange:
        last = self.first + timedelta(days=self.days - 1)
        return whole(self.first, self.clinic.zone, last)

    def read(self) -> list[Day]:
        """Each day with whom it expects and who is at work, read at once."""
        everyone = booked(self.clinic, self.span, self.at)
        known = duties(self.clinic, self.span)
        doctors = {one.doctor_id for one in everyone if one.doctor_id}
        people = doctors | set(known)
        others = joined(everyone, taken(self.clinic, self.span, people, self.at))
        days = [self.first + timedelta(days=n) for n in range(self.days)]
        return [
            Day(
                clinic=self.clinic,
                reading=Reading(day, self.zone, self.at),
                everyone=[one for one in everyone if self._on(one.starts_at) == day],
                others=[one for one in others if self._on(one.during.lower) == day],
                duties=known,
            )
            for day in days
        ]

    def open_hours(self) -> dict[date, list[Open] | None]:
        last = self.first + timedelta(days=self.days - 1)
        return opening.hours(self.clinic, self.first, last)

    def _on(self, moment: datetime) -> date:
        return clock.day_of(moment, self.zone)


def day_board(clinic: Clinic, day: date, by: By, *, at: datetime) -> Board:
    """One day of a clinic, a column for each doctor, chair, device or department."""
    stretch = Stretch(clinic, day, 1, at)
    [read] = stretch.read()
    return _drawn(stretch, [(read, column) for column in MAKERS[by](read)])


def week_board(clinic: Clinic, first: date, of: str, pk: int, *, at: datetime) -> Board:
    """Seven days of one doctor, chair, device or department."""
    stretch = Stretch(clinic, first, DAYS_OF_A_WEEK, at)
    pairs = [(read, one_of(read, of, pk)) for read in stretch.read()]
    for read, column in pairs:
        column.key = f"day-{read.reading.day}"
        column.title = date_format(read.reading.day, "D")
        column.sub = date_format(read.reading.day, "MONTH_DAY_FORMAT")
    return _drawn(stretch, pairs)


def _drawn(stretch: Stretch, pairs: list[tuple[Day, Column]]) -> Board:
    """Fit the hours around everything, then shade what lies outside of work."""
    hours = stretch.open_hours()
    zone = stretch.zone
    open_at = {on: open_minutes(told, on, zone) for on, told in hours.items()}
    items = [pair for of_day in open_at.values() for pair in of_day]
    items += [(card.starts, card.ends) for _day, one in pairs for card in one.cards]
    for read, column in pairs:
        if column.duty:
            items += column.duty.at_work(read.reading.day, zone)
    shown = around(items)
    now = _now(stretch, shown)
    for read, column in pairs:
        on = column.day = read.reading.day
        column.is_today = now is not None and on == clock.day_of(stretch.at, zone)
        column.shut = (
            column.duty.shut(on, zone, shown.as_pair)
            if column.duty
            else closed(open_at[on], shown, is_said=hours[on] is not None)
        )
        column.shut = [shown.placed(block) for block in column.shut]
        column.cards = [shown.placed(card) for card in column.cards]
    return Board(stretch.first, [column for _day, column in pairs], shown, now)


def _now(stretch: Stretch, window: Window) -> int | None:
    today = clock.day_of(stretch.at, stretch.zone)
    if not stretch.first <= today < stretch.first + timedelta(days=stretch.days):
        return None
    minute = clock.minute_of(stretch.at, today, stretch.zone)
    return minute if window.starts <= minute <= window.ends else None
