"""The ordinary weeks of a clinic: everybody's patterns, a line a person."""

from dataclasses import dataclass
from datetime import date

from renxin.clinics.models import Clinic
from renxin.clinics.models.opening_hours import Weekday
from renxin.rosters.grid import wall_order
from renxin.rosters.models import Pattern
from renxin.staff.models import Staff
from renxin.staff.roles import Role


@dataclass
class Ordinary:
    """One person's ordinary week, as one of the things they do here."""

    staff: Staff
    role: str
    days: list[tuple[str, list[Pattern]]]

    @property
    def role_told(self) -> str:
        return str(Role(self.role).label)


def ordinary_weeks(clinic: Clinic, today: date) -> list[Ordinary]:
    """Everybody's patterns that hold or will hold, a line a person."""
    people: dict[tuple[int, str], Ordinary] = {}
    patterns = Pattern.objects.at(clinic).not_ended_by(today)
    for one in patterns.select_related("staff", "department", "chair").order_by(
        "weekday", "from_minute", "pk"
    ):
        days: list[tuple[str, list[Pattern]]] = [
            (str(day.label), []) for day in Weekday
        ]
        key = (one.staff_id, one.role)
        week = people.setdefault(key, Ordinary(one.staff, one.role, days))
        week.days[one.weekday][1].append(one)
    return sorted(people.values(), key=lambda one: wall_order(one.role, one.staff))
