"""When bookings are missed: a map of the week, the lead curve, and each doctor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from renxin.scorecard.missing import Group

SHADES = 6
MIDDLE = 3
A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Cell:
    """One hour of one day of the week; without a group nobody was booked then."""

    group: Group | None = None
    shade: str = ""


@dataclass(frozen=True)
class Hour:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class WeekMap:
    days: tuple[str, ...]
    hours: tuple[Hour, ...]
    lines: tuple[tuple[str, Group], ...]


def week_map(groups: Sequence[Group]) -> WeekMap | None:
    """Hours down, days across; None where no hour has enough bookings to be told."""
    told = {_place(one): one for one in groups}
    shares = [one.share for one in groups if one.share is not None]
    if not shares:
        return None
    days = sorted({day for day, _hour in told})
    hours = sorted({hour for _day, hour in told})
    ends = min(shares), max(shares)
    return WeekMap(
        days=tuple(_name(day) for day in days),
        hours=tuple(
            Hour(
                f"{hour}:00",
                tuple(_cell(told.get((day, hour)), ends) for day in days),
            )
            for hour in hours
        ),
        lines=tuple(
            (f"{_name(day)} {hour}:00", told[day, hour]) for day, hour in sorted(told)
        ),
    )


def _place(group: Group) -> tuple[int, str]:
    day, hour = group.name.split()
    return int(day), hour


def _name(day: int) -> str:
    return date_format(A_MONDAY + timedelta(days=day - 1), "D")


def _cell(group: Group | None, ends: tuple[float, float]) -> Cell:
    if group is None or group.share is None:
        return Cell(group)
    low, high = ends
    shade = MIDDLE
    if high > low:
        place = (group.share - low) / (high - low)
        shade = 1 + min(SHADES - 1, int(place * SHADES))
    return Cell(group, f"h{shade}")
