"""Whose week one may look at: every doctor of the clinic and every chair."""

from dataclasses import dataclass
from datetime import datetime

from renxin.booking.calendar.asked import Asked
from renxin.clinics.models import Chair, Clinic
from renxin.staff.models import Post
from renxin.staff.roles import Role


@dataclass(frozen=True)
class Whose:
    """A doctor or a chair whose seven days can be shown."""

    of: str
    pk: int
    name: str
    is_chosen: bool = False

    @property
    def key(self) -> str:
        return f"{self.of}-{self.pk}"


def whose(clinic: Clinic, asked: Asked, *, at: datetime) -> list[Whose]:
    """All of them, with the one asked for, or else the first, chosen."""
    posts = Post.objects.at(clinic).held_on(clinic.day_of(at))
    doctors = posts.filter(role=Role.DOCTOR, staff__is_active=True)
    doctors = doctors.order_by("staff__name", "staff")
    chairs = Chair.objects.filter(clinic=clinic).order_by("name", "pk")
    pairs = [
        *(("doctor", *row) for row in doctors.values_list("staff", "staff__name")),
        *(("chair", *row) for row in chairs.values_list("pk", "name")),
    ]
    known = {(of, pk): name for of, pk, name in pairs}
    chosen = (asked.of, asked.pk)
    if chosen not in known:
        chosen = next(iter(known), ("", 0))
    return [
        Whose(of, pk, name, is_chosen=(of, pk) == chosen)
        for (of, pk), name in known.items()
    ]
