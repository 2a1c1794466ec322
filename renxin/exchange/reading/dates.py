"""Days and moments, in the ways other systems write them.

A day is never turned into a moment on the way: a birthday in the hour that
summer time skipped in 1988 stays that day.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from renxin.exchange.reading.unreadable import Unreadable
from renxin.patients.writing import plain

# Excel counts days from here; 1927 to 2100, so that a bare year is no day.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(9863, 73415)
YEARS = range(1880, 2101)
ORDERS = ("dmy", "mdy")
REMEMBERED = 100_000

Value = TypeVar("Value")

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SERIAL = re.compile(r"(\d{4,5})(\.\d+)?")
_CLOCK = re.compile(
    r"(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})秒?(?:\.(\d{1,9}))?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


@dataclass
class Dates:
    """Reads the days and moments of one file, by what its mapping says of them."""

    zone: ZoneInfo
    order: str = ""
    known_days: dict[str, date] = field(default_factory=dict)
    known_moments: dict[str, str] = field(default_factory=dict)

    def day(self, text: str) -> date:
        """The day meant; a moment with an offset is the day it was in our zone."""
        known = self.known_days.get(text)
        if known is None:
            written, clock = self._parts(text)
            known = written if clock is None else self._day_of(written, clock)
            _remember(self.known_days, text, known)
        return known

    def written_day(self, text: str) -> date:
        """The day as it stands there, whatever time and offset are behind it."""
        return self._parts(text)[0]

    def moment(self, text: str) -> str:
        """The moment meant; a bare day is its midnight in our zone."""
        known = self.known_moments.get(text)
        if known is None:
            written, clock = self._parts(text)
            known = self._at(datetime.combine(written, clock or time()))
            _remember(self.known_moments, text, known)
        return known

    def midnight(self, text: str) -> str:
        """Midnight here of the day as written: an offset behind it is not meant."""
        return self._at(datetime.combine(self.written_day(text), time()))

    def as_written(self, text: str) -> str:
        """The clock time as it stands, read as our own: an offset is not meant."""
        written, clock = self._parts(text)
        local = (clock or time()).replace(tzinfo=None)
        return self._at(datetime.combine(written, local))

    def _at(self, moment: datetime) -> str:
        placed = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        return placed.isoformat()

    def _day_of(self, written: date, clock: time) -> date:
        if clock.tzinfo is None:
            return written
        return datetime.combine(written, clock).astimezone(self.zone).date()

    def _parts(self, text: str) -> tuple[date, time | None]:
        quick = _quick(text)
        if quick is not None:
            return quick
        folded = plain(text)
        serial = _SERIAL.fullmatch(folded)
        if serial and int(serial.group(1)) in SERIALS:
            return _of_serial(int(serial.group(1)), serial.group(2))
        found, rest = self._leading_day(folded)
        rest = rest.lstrip("T, ").strip()
        return found, _clock(rest) if rest else None

    def _leading_day(self, text: str) -> tuple[date, str]:
        for pattern, order in (
            (_YEAR_FIRST, (1, 3, 4)),
            (_CHINESE, (1, 2, 3)),
            (_EIGHT, (1, 2, 3)),
        ):
            match = pattern.match(text)
            if match and not text[match.end() : match.end() + 1].isdigit():
                year, month, day = (int(match.group(part)) for part in order)
                return _day(year, month, day), text[match.end() :]
        match = _YEAR_LAST.match(text)
        if not match:
            raise Unreadable(_("A date was expected, such as 2026-03-05."))
        return self._year_last(match), text[match.end() :]

    def _year_last(self, match: re.Match[str]) -> date:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if self.order == "mdy":
            return _day(year, first, second)
        # With dots the day always comes first; with strokes it depends on the land.
        if self.order == "dmy" or match[2] == "." or first > 12 or first == second:  # noqa: PLR2004
            return _day(year, second, first)
        if second > 12:  # noqa: PLR2004
            return _day(year, first, second)
        raise Unreadable(
            _(
                "It cannot be told which is the day and which the month. Write"
                " 2026-03-05, or say in the mapping which comes first."
            )
        )


def _quick(text: str) -> tuple[date, time | None] | None:
    """The ISO form nearly every export uses, without the detours."""
    if len(text) == 10 and text[4] == text[7] == "/":  # noqa: PLR2004
        text = text.replace("/", "-")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in YEARS:
        raise Unreadable(_("There is no such day."))
    if len(text) <= 10:  # noqa: PLR2004  (2026-03-05 has no time behind it)
        return moment.date(), None
    return moment.date(), moment.timetz()


def _day(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Unreadable(_("There is no such day."))
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(_("There is no such day.")) from None


def _of_serial(days: int, part: str | None) -> tuple[date, time | None]:
    written = SERIAL_ZERO + timedelta(days=days)
    if not part:
        return written, None
    seconds = round(float(part) * 86_400)
    moment = datetime.combine(written, time()) + timedelta(seconds=seconds)
    return moment.date(), moment.time()


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if not match:
        raise Unreadable(_("A date and time was expected, such as 2026-03-05 14:30."))
    hour, minute, second, fraction, offset = match.groups()
    try:
        clock = time(
            int(hour),
            int(minute),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
        )
    except ValueError:
        raise Unreadable(_("There is no such time of day.")) from None
    if not offset:
        return clock
    sample = f"2000-01-01T00:00:00{offset.upper().replace('Z', '+00:00')}"
    return clock.replace(tzinfo=datetime.fromisoformat(sample).tzinfo or UTC)


def _remember(known: dict[str, Value], text: str, value: Value) -> None:
    if len(known) < REMEMBERED:
        known[text] = value
