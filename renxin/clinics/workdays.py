"""Which days offices work on in China, as far as anybody can know yet.

What the table holds goes first. For days it does not hold, the library knows the
years whose notice was published before its release, the law knows the feasts of
the years to come, and the day of the week is a guess. No year ever raises.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from chinese_calendar import constants

from renxin.clinics.models import CalendarDay
from renxin.clinics.models.calendar_day import CHINA, Kind, Status

YEARS_AHEAD = 2
SATURDAY = 5
ONE_DAY = timedelta(days=1)
LAW_SINCE = 2025
LIBRARY, LAW, WEEKDAY = "chinesecalendar", "全国年节及纪念日放假办法", "weekday"
LIBRARY_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
# Of the Spring Festival, counted from its first day: its eve and two days after.
SPRING = range(-1, 3)
FEASTS = {"tomb_sweeping": "清明节", "dragon_boat": "端午节", "mid_autumn": "中秋节"}


def days_of(first: date, last: date) -> dict[date, CalendarDay]:
    """Every day from the first to the last, in order."""
    rows = CalendarDay.objects.filter(region=CHINA).within(first, last)
    held = {row.day: row for row in rows}
    return {day: held.get(day) or reckoned(day) for day in each(first, last)}


def lay_ahead(today: date) -> int:
    """Write down this year and the next ones where the table does not hold them.

    What stands is only ever bettered: a notice replaces a guess, never the reverse.
    """
    first, last = date(today.year, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)
    sure = CalendarDay.objects.filter(region=CHINA).within(first, last)
    official = set(sure.filter(status=Status.OFFICIAL).values_list("day", flat=True))
    fresh = [reckoned(day) for day in each(first, last) if day not in official]
    written = CalendarDay.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["region", "day"],
        update_fields=["is_workday", "kind", "label", "source", "status"],
    )
    return len(written)


def reckoned(day: date) -> CalendarDay:
    """The day as the library, the law or the week has it; not saved."""
    if day.year in LIBRARY_YEARS:
        return _by_the_library(day)
    feast = statutory(day.year).get(day)
    if feast:
        told = {"label": feast, "source": LAW, "status": Status.STATUTORY}
        return _made(day, Kind.HOLIDAY, **told)
    return _made(day, ordinary(day), source=WEEKDAY, status=Status.GUESS)


def ordinary(day: date) -> Kind:
    return Kind.WEEKEND if day.weekday() >= SATURDAY else Kind.WORKDAY


@cache
def statutory(year: int) -> dict[date, str]:
    """The feasts that the law makes days off, as far as the list of feasts goes."""
    if year < LAW_SINCE:
        return {}
    path = Path(__file__).with_name("statutory.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    feasts = {_day(year, one): name for one, name in table["every_year"].items()}
    spring = table["spring_festival"].get(str(year))
    if spring:
        new_year = _day(year, spring)
        feasts |= {new_year + ONE_DAY * n: "春节" for n in SPRING}
    for kind, name in FEASTS.items():
        if str(year) in table[kind]:
            feasts.setdefault(_day(year, table[kind][str(year)]), name)
    return feasts


def each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + ONE_DAY * number


def _by_the_library(day: date) -> CalendarDay:
    kind, feast = ordinary(day), ""
    if day in constants.workdays:
        kind, feast = Kind.MAKE_UP, constants.workdays[day]
    elif day in constants.in_lieu_days:
        kind, feast = Kind.BRIDGE, constants.in_lieu_days[day]
    elif day in constants.holidays:
        kind, feast = Kind.HOLIDAY, constants.holidays[day]
    label = constants.Holiday(feast).chinese if feast else ""
    return _made(day, kind, label=label, source=LIBRARY, status=Status.OFFICIAL)


def _made(day: date, kind: Kind, **told: str) -> CalendarDay:
    works = kind in {Kind.WORKDAY, Kind.MAKE_UP}
    return CalendarDay(day=day, is_workday=works, kind=kind, **told)


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year:04}-{month_day}")
