"""Whom one may choose from: departments with doctors and doctors, clinic by clinic."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from renxin.clinics.models import Clinic, Department
from renxin.referrals.where import ROLES, Target, staffed
from renxin.staff.models import Post, Staff

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass
class Offered:
    """Every target by the value a form sends, and the groups it is shown in."""

    targets: dict[str, Target] = field(default_factory=dict)
    groups: Choices = field(default_factory=list)

    def add(self, clinic: Clinic, targets: list[Target]) -> None:
        shown = []
        for one in targets:
            named = one.department or one.doctor
            kind = "department" if one.department else "doctor"
            if named:
                value = f"{kind}-{clinic.pk}-{named.pk}"
                self.targets[value] = one
                shown.append((value, named.name))
        if shown:
            self.groups.append((clinic.short_name, shown))


def offered(here: Clinic, *, by: Staff, at: datetime) -> Offered:
    """The own clinic first; of the others whatever works there, seen or not."""
    day = here.day_of(at)
    clinics = sorted(Clinic.objects.all(), key=lambda one: (one != here, one.pk))
    kept = staffed(clinics, day)
    departments: dict[int, list[Department]] = defaultdict(list)
    for one in Department.objects.filter(pk__in=kept).order_by("name", "pk"):
        departments[one.clinic_id].append(one)
    doctors = _doctors(here, by=by, at=at)
    found = Offered()
    for clinic in clinics:
        rooms = [
            Target(clinic=clinic, department=one) for one in departments[clinic.pk]
        ]
        people = [Target(clinic=clinic, doctor=one) for one in doctors[clinic.pk]]
        found.add(clinic, rooms + people)
    return found


def _doctors(here: Clinic, *, by: Staff, at: datetime) -> dict[int, list[Staff]]:
    posts = Post.objects.held_on(here.day_of(at)).filter(
        role__in=ROLES, staff__is_active=True
    )
    named: dict[int, dict[int, Staff]] = defaultdict(dict)
    for post in posts.exclude(staff=by).select_related("staff"):
        named[post.clinic_id or here.pk][post.staff_id] = post.staff
    by_name = defaultdict(list)
    for clinic, people in named.items():
        by_name[clinic] = sorted(people.values(), key=lambda one: one.name)
    return by_name
