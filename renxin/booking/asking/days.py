"""Which days will do: the days that are named, and the words that stand around them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.booking.asking.dates import EVERY_DAY, WEEK, Days, coming, dates
from renxin.booking.asking.line import Heard, Line, words

DAY = timedelta(days=1)
# The framework's own words for these say more in Chinese than a list has room for.
SHORT = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
# How far ahead one looks when nothing is said about it.
HORIZON = timedelta(days=60)
# Behind the day in Chinese, before it in English.
BEFORE = (words("before", "earlier than"), r"(?:之前|以前|前)(?!后)")
UNTIL = (
    rf"到|截至|截止|{words('by', 'until', 'till?', 'up to', 'no later than')}",
    r"(?:为止|之内|以内|内)",
)
AFTER = (words("after"), r"(?:之后|以后|后)(?!天)")
SINCE = (
    rf"从|自|{words('from', 'since', 'starting', 'not before')}",
    r"(?:起|开始)",
)
NOT = rf"不要|不想|不行|除了|除|避开|{words('not(?: on)?', 'except', 'no')}"
TO = r"到|至|-|–|—|~|to|through|until|and"
OR = r"或者?|or|、|/"
ON = rf"{words('on', 'in')}\s*(?:the)?"


@dataclass
class Wanted:
    """The days that will do, as far as the line has been read."""

    earliest: date
    latest: date | None = None
    named: list[Days] = field(default_factory=list)
    weekdays: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()
    heard: list[Heard] = field(default_factory=list)
    # Days that cannot be joined with the others to one stretch.
    apart: list[Days] = field(default_factory=list)

    def hear(self, days: Days, sentence: str) -> None:
        self.heard.append(Heard(sentence, days.start, days.end))


@dataclass(frozen=True)
class Result:
    first: date
    last: date
    weekdays: frozenset[int]
    is_said: bool


def read(line: Line, today: date) -> tuple[Result, Wanted]:
    wanted = Wanted(earliest=today)
    found = [_dated(line, one, day, today) for one, day in _neighbors(line, today)]
    while found:
        days = found.pop(0)
        following = found[0] if found else None
        if following and line.between(days.end, following.start, TO):
            joined = _joined(line, days, following)
            if joined:
                found[0] = joined
                continue
        _understand(line, wanted, days, today)
    return _result(wanted), wanted


def _neighbors(line: Line, today: date) -> list[tuple[list[Days], Days]]:
    found = dates(line, today)
    return [
        (found[max(place - 1, 0) : place] + found[place + 1 : place + 2], one)
        for place, one in enumerate(found)
    ]


def _dated(line: Line, neighbors: list[Days], days: Days, today: date) -> Days:
    """“Tomorrow or Friday” means the Friday that comes."""
    for one in neighbors:
        end, start = min(one.end, days.end), max(one.start, days.start)
        if days.is_open and not one.is_open and line.between(end, start, OR):
            named = coming(today, min(days.weekdays))
            return replace(days, first=named, last=named, weekdays=EVERY_DAY)
    return days


def _joined(line: Line, one: Days, other: Days) -> Days | None:
    """From one to the other; “and” alone joins only what “between” stands before."""
    between = line.left[one.end : other.start].strip().lower()
    if between == "and" and not line.before(one.start, words("between")):
        return None
    line.before(one.start, SINCE[0])
    line.blank(one.end, other.start)
    if one.is_open and other.is_open:
        span = frozenset(range(min(one.weekdays), max(other.weekdays) + 1))
        return replace(other, start=one.start, weekdays=span) if span else None
    first, last = one.first, other.first if other.is_open else other.last
    if last < first:
        last += timedelta(days=WEEK)
    return Days(one.start, other.end, first, last)


def _understand(line: Line, wanted: Wanted, days: Days, today: date) -> None:
    line.before(days.start, ON)
    if days.is_open and line.before(days.start, NOT):
        wanted.never |= days.weekdays
        wanted.hear(days, _("not on %(days)s") % {"days": names(days.weekdays)})
    elif _stands(line, days, BEFORE):
        # On a Friday, “before Friday” means the next one.
        first = coming(today + DAY, days.first.weekday()) if days.is_open else None
        _until(wanted, days, (first or days.first) - DAY)
    elif _stands(line, days, UNTIL):
        _until(wanted, days, days.first if days.is_open else days.last)
    elif _stands(line, days, AFTER):
        _since(wanted, days, (days.first if days.is_open else days.last) + DAY)
    elif _stands(line, days, SINCE) or days.last == date.max:
        _since(wanted, days, days.first)
    elif days.is_open:
        wanted.weekdays |= days.weekdays
        wanted.hear(days, names(days.weekdays))
    else:
        _name(wanted, days)


def _stands(line: Line, days: Days, around: tuple[str, str]) -> bool:
    # Both sides are looked at: “from Friday on” says it twice.
    said = line.before(days.start, around[0]), line.after(days.end, around[1])
    return any(said)


def _until(wanted: Wanted, days: Days, last: date) -> None:
    wanted.latest = min(last, wanted.latest or last)
    wanted.hear(days, _("until %(day)s") % {"day": told(last)})


def _since(wanted: Wanted, days: Days, first: date) -> None:
    wanted.earliest = max(first, wanted.earliest)
    wanted.hear(days, _("from %(day)s on") % {"day": told(first)})


def _name(wanted: Wanted, days: Days) -> None:
    wanted.named.append(days)
    one_day = days.first == days.last
    until = "" if one_day else f"–{told(days.last)}"
    wanted.hear(days, f"{told(days.first)}{until}")


def _result(wanted: Wanted) -> Result:
    first, latest = wanted.earliest, wanted.latest
    weekdays = wanted.weekdays or EVERY_DAY
    stretch, only = _together(wanted)
    if stretch:
        first, latest = max(first, stretch[0]), min(stretch[1], latest or stretch[1])
        weekdays &= only
    return Result(
        first=first,
        last=latest or first + HORIZON,
        weekdays=weekdays - wanted.never,
        is_said=bool(wanted.heard),
    )


def _together(wanted: Wanted) -> tuple[tuple[date, date] | None, frozenset[int]]:
    """All named days as one stretch; what lies between two of them is left out."""
    if not wanted.named:
        return None, EVERY_DAY
    first, last = wanted.named[0].first, wanted.named[0].last
    only = _weekdays(first, last)
    for days in wanted.named[1:]:
        if days.first <= last and days.last >= first:
            first, last = max(first, days.first), min(last, days.last)
            only = _weekdays(first, last)
        elif max(last, days.last) - min(first, days.first) < timedelta(days=WEEK):
            only |= _weekdays(days.first, days.last)
            first, last = min(first, days.first), max(last, days.last)
        else:
            wanted.apart.append(days)
    return (first, last), only


def _weekdays(first: date, last: date) -> frozenset[int]:
    length = min((last - first).days + 1, WEEK)
    return frozenset((first.weekday() + n) % WEEK for n in range(length))


def told(day: date) -> str:
    return date_format(day, _("D, N j"))


def names(weekdays: frozenset[int]) -> str:
    listed = [str(SHORT[day]) for day in sorted(weekdays)]
    return _(", ").join(listed)
