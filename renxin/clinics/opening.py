"""When a clinic is open: by the day of the week, but for its special days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from renxin.clinics.clock import moment
from renxin.clinics.models import Clinic, OpeningHours, SpecialDay
from renxin.clinics.workdays import each


@dataclass(frozen=True)
class Open:
    """A stretch for which the door is open."""

    opens_at: datetime
    closes_at: datetime


def hours(clinic: Clinic, first: date, last: date) -> dict[date, list[Open] | None]:
    """The open stretches of every day; none where it is shut, None if nobody said.

    Two statements, however many days are asked for.
    """
    week: dict[int, list[tuple[int, int]]] = defaultdict(list)
    standing = OpeningHours.objects.filter(clinic=clinic).order_by("from_minute")
    for one in standing:
        week[one.weekday].append((one.from_minute, one.until_minute))
    special = SpecialDay.objects.filter(clinic=clinic, day__range=(first, last))
    others = {one.day: _of(one) for one in special}
    told: dict[date, list[Open] | None] = {}
    for day in each(first, last):
        nobody_said = day not in others and not week
        stretches = others.get(day, week.get(day.weekday(), []))
        told[day] = None if nobody_said else _on(day, stretches, clinic.zone)
    return told


def _of(special: SpecialDay) -> list[tuple[int, int]]:
    if special.from_minute is None or special.until_minute is None:
        return []
    return [(special.from_minute, special.until_minute)]


def _on(day: date, stretches: list[tuple[int, int]], zone: str) -> list[Open]:
    return [
        Open(moment(day, first, zone), moment(day, last, zone))
        for first, last in stretches
    ]
