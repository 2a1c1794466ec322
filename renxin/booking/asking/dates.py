"""Which days a word means: tomorrow, Friday, next week, 5 March."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from renxin.booking.asking.line import NUMBER, Line, number, words
from renxin.clinics.ahead import FURTHEST

EVERY_DAY = frozenset(range(7))
WEEK, LONGEST = 7, 1_000
CHINESE = {name: day for day, name in enumerate("一二三四五六日")} | {"天": 6}
CHINESE |= {str(day + 1): day for day in range(WEEK)}
ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
WEEKDAY = r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
WEEKS = {"下下": 2, "下": 1, "本": 0, "这": 0, "这个": 0, "下个": 1, "下下个": 2}
WEEKS |= {"this": 0, "next": 1}
UNIT_CN = r"个?(?P<unit>天|日(?!期)|周|星期|礼拜|月)"
UNIT = r"(?P<unit>days?|weeks?|months?)(?![a-z])"
COUNT = r"(?P<n>\d+|an?|one|two|three)"
WEEK_CN = r"(?:周|星期|礼拜)"
WHICH_CN = r"(下下个?|下个?|本|这个?)"


@dataclass(frozen=True)
class Days:
    """A stretch of days, or some days of the week, and where that was said."""

    start: int
    end: int
    first: date
    last: date
    weekdays: frozenset[int] = EVERY_DAY

    @property
    def is_open(self) -> bool:
        """Days of the week, of whichever week."""
        return self.weekdays != EVERY_DAY


def dates(line: Line, today: date) -> list[Days]:
    """Everything in the line that names days, in its order."""
    found = []
    for pattern, read in PATTERNS:
        for match in line.take_all(pattern):
            named = read(match, today)
            if named and named[0] <= today + FURTHEST:
                found.append(Days(*match.span(), *named))
            else:
                line.strange.append(match[0].strip())
    return sorted(found, key=lambda one: one.start)


Named = tuple[date, date] | tuple[date, date, frozenset[int]] | None
Reader = Callable[[Match[str], date], Named]


def coming(today: date, weekday: int) -> date:
    """The next such day of the week; today counts."""
    return today + timedelta(days=(weekday - today.weekday()) % WEEK)


def monday(today: date, weeks: int) -> date:
    return today + timedelta(days=WEEK * weeks - today.weekday())


def _away(days: int) -> Reader:
    return lambda _found, today: (today + timedelta(days=days),) * 2


def _numbers(found: Match[str], today: date) -> Named:
    """A date in figures; a month that is over is that of next year."""
    year, month, day = found["y"], int(found["m"]), int(found["d"])
    return _dated(today, int(year) if year else None, month, day)


def _month_named(found: Match[str], today: date) -> Named:
    name, day = (found[1], found[2]) if found[2].isdecimal() else (found[2], found[1])
    return _dated(today, None, MONTHS.index(name[:3].lower()) + 1, int(day))


def _day_of_month(found: Match[str], today: date) -> Named:
    for month in range(today.month, today.month + 12):
        year, place = today.year + (month - 1) // 12, (month - 1) % 12 + 1
        named = _dated(today, year, place, int(found[1]))
        if named and named[0] >= today:
            return named
    return None


def _dated(today: date, year: int | None, month: int, day: int) -> Named:
    try:
        named = date(year or today.year, month, day)
    except ValueError:
        return None
    if year is None and named < today:
        named = date(today.year + 1, month, day) if (month, day) != (2, 29) else named
    return named, named


def _month(found: Match[str], today: date) -> Named:
    ahead = WEEKS[found[1].lower().replace(" ", "")]
    year, month = today.year + (today.month - 1 + ahead) // 12, today.month + ahead
    month = (month - 1) % 12 + 1
    _first, length = calendar.monthrange(year, month)
    return date(year, month, 1), date(year, month, length)


def _week(found: Match[str], today: date) -> Named:
    first = monday(today, WEEKS[found[1].lower()])
    return first, first + timedelta(days=6)


def _weekend(found: Match[str], today: date) -> Named:
    first = monday(today, WEEKS[found[1].lower()])
    return first + timedelta(days=5), first + timedelta(days=6)


def _of_week(found: Match[str], today: date) -> Named:
    name = found[2].lower()
    weekday = CHINESE[name] if name in CHINESE else ENGLISH.index(name[:3])
    named = monday(today, WEEKS[found[1].lower()]) + timedelta(days=weekday)
    return named, named


def _open_days(weekdays: Callable[[Match[str]], frozenset[int]]) -> Reader:
    def read(found: Match[str], today: date) -> Named:
        named = weekdays(found)
        firsts = [coming(today, day) for day in named]
        return min(firsts), max(firsts), named

    return read


def _ahead(found: Match[str], today: date) -> Named:
    """From so many days, weeks or months on."""
    first = today + timedelta(days=_length(found))
    return first, date.max


def _within(found: Match[str], today: date) -> Named:
    return today, today + timedelta(days=_length(found))


def _length(found: Match[str]) -> int:
    unit = found["unit"].lower()
    days = {"天": 1, "日": 1, "d": 1, "周": 7, "星": 7, "礼": 7, "w": 7}
    count = {"a": 1, "one": 1, "two": 2, "three": 3}.get(found["n"].lower())
    named = count or number(found["n"])
    return min(named, LONGEST) * days.get(unit[0], 30)


def _chinese(found: Match[str]) -> frozenset[int]:
    return frozenset(CHINESE[name] for name in found[1])


def _english(found: Match[str]) -> frozenset[int]:
    return frozenset({ENGLISH.index(found[1][:3].lower())})


# The longest way to say it first; what one takes, the next does not see.
PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<n>{NUMBER})\s*{UNIT_CN}(?:之内|以内|内)", _within),
    (rf"(?P<n>{NUMBER})\s*{UNIT_CN}(?:之后|以后|后)", _ahead),
    (rf"(?<![a-z])(?:with)?in\s+the\s+next\s+{COUNT}\s+{UNIT}", _within),
    (rf"(?<![a-z])within\s+{COUNT}\s+{UNIT}", _within),
    (rf"(?<![a-z])in\s+{COUNT}\s+{UNIT}", _ahead),
    (rf"{COUNT}\s+{UNIT}\s+from\s+(?:now|today)", _ahead),
    (r"(?<!\d)(?P<y>\d{4})[-/年.](?P<m>\d{1,2})[-/月.](?P<d>\d{1,2})日?", _numbers),
    (r"(?<!\d)(?P<y>)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?(?!椅)", _numbers),
    (r"(?<![\d/])(?P<y>)(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])", _numbers),
    (rf"(?<![a-z]){MONTH}\s+{ORDINAL}(?!\d)", _month_named),
    (rf"(?<!\d){ORDINAL}\s+(?:of\s+)?{MONTH}(?![a-z])", _month_named),
    (r"(?<!\d)(\d{1,2})[号日](?!椅|诊|线|房)", _day_of_month),
    (r"大后[天日]", _away(3)),
    (rf"后[天日]|{words('(?:the )?day after tomorrow')}", _away(2)),
    (rf"明[天日儿]|明(?=[早晚上中下])|{words('tomorrow', 'tmrw')}", _away(1)),
    (rf"今[天日儿]|今(?=[早晚])|{words('today')}|tonight(?=[^a-z]|$)", _away(0)),
    (rf"{WHICH_CN}{WEEK_CN}末", _weekend),
    (words("(this|next) weekend"), _weekend),
    (rf"{WHICH_CN}{WEEK_CN}([一二三四五六日天1-6])", _of_week),
    (words(rf"(this|next) {WEEKDAY}"), _of_week),
    (rf"{WHICH_CN}{WEEK_CN}", _week),
    (words("(this|next) week"), _week),
    (r"(下下个?|下个?|本|这个?)月", _month),
    (words("(this|next) month"), _month),
    (rf"{WEEK_CN}末|{words('weekends?')}", _open_days(lambda _f: frozenset({5, 6}))),
    (
        rf"工作日|{words('weekdays?', 'working days?')}",
        _open_days(lambda _f: frozenset(range(5))),
    ),
    (rf"每?{WEEK_CN}([一二三四五六日天]+)", _open_days(_chinese)),
    (words(WEEKDAY), _open_days(_english)),
)
