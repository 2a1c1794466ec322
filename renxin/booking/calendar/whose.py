"""Whose week one may look at: of every doctor, chair, device and department."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Value
from django.utils.functional import Promise as LazyText

from renxin.booking.calendar.asked import Asked
from renxin.booking.calendar.columns import LABELS, By, counted
from renxin.clinics.models import Clinic
from renxin.staff.models import Post
from renxin.staff.roles import Role

Row = tuple[str, int, str]
KINDS = list(By)


@dataclass(frozen=True)
class Whose:
    """A doctor or a room whose seven days can be shown."""

    of: str
    pk: int
    name: str
    is_chosen: bool = False

    @property
    def key(self) -> str:
        return f"{self.of}-{self.pk}"

    @property
    def label(self) -> LazyText:
        return LABELS[By(self.of)]


def whose(clinic: Clinic, asked: Asked, *, at: datetime) -> list[Whose]:
    """All of them, with the one asked for, or else the first of its kind, chosen."""
    rows = [*_doctors(clinic, at=at), *_rooms(clinic)]
    rows.sort(key=lambda row: (KINDS.index(By(row[0])), counted(row[2])))
    known = {(of, pk): name for of, pk, name in rows}
    alike = (one for one in known if one[0] == asked.by)
    chosen = (asked.of, asked.pk)
    if chosen not in known:
        chosen = next(alike, next(iter(known), ("", 0)))
    return [
        Whose(of, pk, name, is_chosen=(of, pk) == chosen)
        for (of, pk), name in known.items()
    ]


def _doctors(clinic: Clinic, *, at: datetime) -> Iterable[Row]:
    posts = Post.objects.at(clinic).held_on(clinic.day_of(at))
    doctors = posts.filter(role=Role.DOCTOR, staff__is_active=True)
    named = doctors.annotate(of=Value(By.DOCTOR.value))
    return named.values_list("of", "staff", "staff__name")


def _rooms(clinic: Clinic) -> Iterable[Row]:
    """In one question: each kind is a handful of rows."""
    chairs, devices, departments = (
        rows.annotate(of=Value(of.value)).values_list("of", "pk", "name")
        for of, rows in (
            (By.CHAIR, clinic.chairs.all()),
            (By.DEVICE, clinic.equipment.all()),
            (By.DEPARTMENT, clinic.departments.all()),
        )
    )
    return chairs.union(devices, departments)
