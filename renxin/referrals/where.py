"""Where a patient can be referred to: the departments and doctors of every clinic."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from renxin.clinics.models import Clinic, Department
from renxin.referrals.refusals import (
    DoesNotSeePatients,
    NobodyThere,
    NowhereToGo,
    ToOneself,
)
from renxin.rosters.models import Pattern
from renxin.staff.doctors import doctors_at
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role, rights_of

RIGHT = "referrals.refer"
ROLES = tuple(role for role in Role if RIGHT in rights_of(role))


@dataclass(frozen=True, kw_only=True)
class Target:
    """A person or a department of a clinic of the house, or a place outside it."""

    clinic: Clinic | None = None
    department: Department | None = None
    doctor: Staff | None = None
    place: str = ""

    def check(self, *, by: Staff, at: datetime) -> None:
        if self.clinic is None:
            if not self.place.strip():
                raise NowhereToGo
            return
        if self.doctor:
            check_doctor(self.doctor, self.clinic, at=at, sender=by)
        elif self.department is None:
            raise NowhereToGo
        elif not self._others(by=by, at=at).exists():
            raise NobodyThere.named(self.department.name)

    def _others(self, *, by: Staff, at: datetime) -> QuerySet[Staff]:
        """Whoever of the department could answer; nobody refers to themselves."""
        if self.department is None:
            return Staff.objects.none()
        day = self.department.clinic.day_of(at)
        return doctors_of(self.department, day).exclude(pk=by.pk)


def check_doctor(
    doctor: Staff, clinic: Clinic, *, at: datetime, sender: Staff | None
) -> None:
    """Whoever is to see them works there as somebody who takes referrals."""
    if doctor == sender:
        raise ToOneself
    if not doctors_at(clinic, clinic.day_of(at)).filter(pk=doctor.pk).exists():
        raise DoesNotSeePatients.named(doctor.name, clinic.short_name)


def doctors_of(department: Department, day: date) -> QuerySet[Staff]:
    """Those whose post or whose weekly pattern is in the department."""
    there = Q(posts__department=department) | Q(
        pk__in=Pattern.objects.not_ended_by(day)
        .filter(department=department, role__in=ROLES)
        .values("staff")
    )
    return doctors_at(department.clinic, day).filter(there).distinct()


def departments_of(staff: Staff, day: date) -> frozenset[int]:
    """The departments somebody works in, by post or by weekly pattern."""
    posts = staff.posts.held_on(day).filter(role__in=ROLES)
    patterns = staff.patterns.not_ended_by(day).filter(role__in=ROLES)
    named = (rows.values_list("department") for rows in (posts, patterns))
    first, second = (rows.filter(department__isnull=False) for rows in named)
    return frozenset(pk for (pk,) in first.union(second))


def staffed(clinics: Iterable[Clinic], day: date) -> set[int]:
    """Of all departments of these clinics, those in which a doctor works."""
    active = {"role__in": ROLES, "staff__is_active": True, "clinic__in": list(clinics)}
    posts = Post.objects.held_on(day).filter(**active, department__isnull=False)
    patterns = Pattern.objects.not_ended_by(day).filter(
        **active, department__isnull=False
    )
    named = posts.values_list("department").union(patterns.values_list("department"))
    return {pk for (pk,) in named}
