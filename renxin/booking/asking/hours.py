"""Which hours will do: times of day, and the parts of a day."""

from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise
from re import Match

from django.utils.translation import gettext as _

from renxin.booking.asking.days import AFTER, BEFORE, NOT, SINCE, UNTIL
from renxin.booking.asking.line import NUMBER, Heard, Line, number, words
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS

HOUR, HALF_DAY, WHOLE_DAY = 60, 12, 24
NOON, EVENING, AFTER_WORK = 12 * HOUR, 17 * HOUR, 17 * HOUR + 30
FIRST, LAST = 0, WHOLE_DAY * HOUR
# Nobody is treated at three in the night: “3” without more is in the afternoon.
OPENS = 8
AROUND = 60
# The parts of a day, in minutes since midnight, and the words for each.
PARTS = (
    (AFTER_WORK, LAST, rf"下班[后以之]*|{words('after work')}"),
    (NOON - 30, NOON + 90, rf"中午|午间|{words('noon', 'lunch', 'lunch ?time')}"),
    (FIRST, NOON, rf"上午|早上|早晨|清早|一早|早|{words('mornings?')}"),
    (NOON, 18 * 60, rf"下午|午后|{words('afternoons?')}"),
    (EVENING, LAST, rf"晚上|晚间|傍晚|晚|{words('evenings?', 'night', 'tonight')}"),
)
PART = r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上|早|晚)?\s*"
AM_PM = r"\s*(?P<half>a\.?m\.?|p\.?m\.?)?(?![a-z])"
TO = r"到|至|-|–|—|~|to|until|till|and"
PREPOSITIONS = ("before", "after", "from", "until", "till", "at", "by", "between")
LEADING = "|".join(f"(?<=[^a-z]{one} )|(?<=^{one} )" for one in PREPOSITIONS)
MINUTE = r"(?P<m>半|一刻|三刻|\d{1,2}\s*分(?!钟)|\d{2}(?!\d))"
CLOCKS = (
    rf"{PART}(?P<h>\d{{1,2}})\s*:\s*(?P<m>\d{{2}}){AM_PM}",
    rf"{PART}(?P<h>{NUMBER})\s*(?:点钟?|时(?!间))\s*{MINUTE}?(?P<half>)",
    r"(?P<part>)(?<![\d:])(?P<h>\d{1,2})(?P<m>)\s*(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])",
    r"(?P<part>)(?P<h>\d{1,2})(?P<m>)\s*o'?clock(?P<half>)",
    rf"{PART}(?P<h>{NUMBER})(?P<m>)(?P<half>)(?=\s*(?:到|至|-|–|~|to|and)\s*\0)",
    rf"(?P<part>)(?:{LEADING})(?P<h>\d{{1,2}})(?P<m>)(?P<half>)(?![\d/a-z%号日月])",
    r"(?P<part>)(?<=\0 to )(?P<h>\d{1,2})(?P<m>)(?P<half>)(?![\d/a-z])",
    r"(?P<part>)(?<=\0 and )(?P<h>\d{1,2})(?P<m>)(?P<half>)(?![\d/a-z])",
)


@dataclass(frozen=True)
class Clock:
    """A time of day, in minutes since midnight, and where it was said."""

    start: int
    end: int
    minute: int
    # Whether morning or afternoon was said with it.
    is_sure: bool


@dataclass(frozen=True)
class Hours:
    first: int = FIRST
    last: int = LAST
    heard: tuple[Heard, ...] = ()
    # Parts of the day that do not touch the others: morning, but also evening.
    apart: tuple[Heard, ...] = ()

    @property
    def not_before(self) -> time:
        return clock(self.first) if self.first else DAY_BEGINS

    @property
    def not_after(self) -> time:
        return DAY_ENDS if self.last >= LAST else clock(self.last)

    def narrowed(self, first: int, last: int, heard: Heard) -> "Hours":
        return replace(
            self,
            first=max(self.first, first),
            last=min(self.last, last),
            heard=(*self.heard, heard),
        )


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def told(first: int, last: int) -> str:
    if last >= LAST:
        return _("from %(time)s on") % {"time": f"{clock(first):%H:%M}"}
    if first <= FIRST:
        return _("until %(time)s") % {"time": f"{clock(last):%H:%M}"}
    return f"{clock(first):%H:%M}–{clock(last):%H:%M}"


def read(line: Line) -> Hours:
    hours = Hours()
    clocks = _clocks(line)
    while clocks:
        one = clocks.pop(0)
        following = clocks[0] if clocks else None
        if following and line.between(one.end, following.start, TO):
            line.before(one.start, rf"{SINCE[0]}|{words('between', 'at')}")
            line.blank(one.end, following.start)
            hours = _span(hours, one, clocks.pop(0))
        else:
            hours = _around(line, hours, one)
    return _parts(line, hours)


def _span(hours: Hours, one: Clock, other: Clock) -> Hours:
    first, last = one.minute, other.minute
    if last <= first and not other.is_sure:
        last += HALF_DAY * 60
    if not one.is_sure and first + HALF_DAY * 60 < last and first < OPENS * 60:
        first += HALF_DAY * 60
    first, last = min(first, last), max(first, last)
    return hours.narrowed(first, last, Heard(told(first, last), one.start, other.end))


def _around(line: Line, hours: Hours, one: Clock) -> Hours:
    """What stands around a time of day: before, after, about; or from then on."""

    def stands(pair: tuple[str, str]) -> bool:
        return any((line.before(one.start, pair[0]), line.after(one.end, pair[1])))

    if stands(BEFORE) or stands(UNTIL):
        first, last = FIRST, one.minute
    elif stands((words("around", "about"), "左右|前后")):
        first, last = max(one.minute - AROUND, FIRST), one.minute + AROUND
    else:
        for pair in (AFTER, SINCE, (words("at"), r"\0")):
            if stands(pair):
                break
        first, last = one.minute, LAST
    return hours.narrowed(first, last, Heard(told(first, last), one.start, one.end))


def _clocks(line: Line) -> list[Clock]:
    found = []
    for pattern in CLOCKS:
        for match in line.take_all(pattern):
            minute = _minute(match)
            if minute is not None:
                sure = bool(match["part"] or match["half"])
                found.append(Clock(*match.span(), minute, sure))
            else:
                line.strange.append(match[0].strip())
    found.sort(key=lambda one: one.start)
    return _agreeing(line, found)


def _agreeing(line: Line, found: list[Clock]) -> list[Clock]:
    """“2 to 4 pm”: what is said of the second is true of the first where it can be."""
    for place, (one, other) in enumerate(pairwise(found)):
        if one.is_sure or not other.is_sure:
            continue
        later = one.minute + HALF_DAY * 60
        earlier = one.minute - HALF_DAY * 60
        if line.between(one.end, other.start, TO):
            if one.minute < later <= other.minute:
                found[place] = replace(one, minute=later, is_sure=True)
            elif one.minute > other.minute > earlier > 0:
                found[place] = replace(one, minute=earlier, is_sure=True)
    return found


def _minute(match: Match[str]) -> int | None:
    hour, part = number(match["h"]), match["part"] or ""
    half = (match["half"] or "").lower().replace(".", "")
    said = (match["m"] or "").replace("分", "").strip()
    minutes = {"半": 30, "一刻": 15, "三刻": 45, "": 0}.get(said)
    minute = int(said) if minutes is None else minutes
    is_late = half == "pm" or part in {"下午", "傍晚", "晚上", "晚"}
    is_late |= part == "中午" and hour < OPENS
    is_late |= not (half or part or match["h"].startswith("0")) and hour < OPENS
    if is_late and hour < HALF_DAY:
        hour += HALF_DAY
    if half == "am" and hour == HALF_DAY:
        hour = 0
    is_one = hour < WHOLE_DAY and minute < HOUR
    return hour * HOUR + minute if is_one else None


def _parts(line: Line, hours: Hours) -> Hours:
    """Two parts that touch are one longer one: morning or afternoon."""
    said: list[tuple[int, int, Heard]] = []
    for first, last, pattern in PARTS:
        for match in line.take_all(pattern):
            line.before(match.start(), words("in(?: the)?", "at"))
            if line.before(match.start(), NOT):
                hours = _without(hours, first, last, match)
                continue
            said.append((first, last, Heard(told(first, last), *match.span())))
    if not said:
        return hours
    (first, last, _heard), *_others = said = sorted(said, key=lambda one: one[2].start)
    for one, other, heard in said:
        if one > last or other < first:
            hours = replace(hours, apart=(*hours.apart, heard))
        else:
            first, last = min(first, one), max(last, other)
            hours = replace(hours, heard=(*hours.heard, heard))
    return replace(hours, first=max(hours.first, first), last=min(hours.last, last))


def _without(hours: Hours, first: int, last: int, match: Match[str]) -> Hours:
    """Not in the morning: from noon on. Not in the evening: until then."""
    rest = (last, LAST) if first == FIRST else (FIRST, first)
    return hours.narrowed(*rest, Heard(told(*rest), *match.span()))
