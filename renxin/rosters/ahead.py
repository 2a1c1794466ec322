"""The days ahead on which doctors and assistants are out of proportion, in words."""

from dataclasses import dataclass
from datetime import date

from renxin.clinics.models import Clinic, Department
from renxin.rosters.days import monday_of
from renxin.rosters.drawing import sentence_of
from renxin.rosters.ratio import HourRatio, outside


@dataclass(frozen=True)
class Flag:
    """One day still to come, and what is the matter with it."""

    day: date
    department: str
    hours: tuple[HourRatio, ...]

    @property
    def monday(self) -> date:
        return monday_of(self.day)

    @property
    def told(self) -> str:
        return sentence_of(self.hours)


def ahead(clinic: Clinic, today: date) -> list[Flag]:
    """The coming fourteen days, the nearest first."""
    found = outside(clinic, today)
    named = {one.department_id for one in found if one.department_id}
    names = {one.pk: one.name for one in Department.objects.filter(pk__in=named)}
    return [
        Flag(one.day, names.get(one.department_id or 0, ""), one.hours) for one in found
    ]
