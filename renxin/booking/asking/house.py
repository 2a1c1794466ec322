"""Whom and what one may name at a clinic today."""

from datetime import date

from renxin.booking.asking.asked import House
from renxin.booking.models import Service
from renxin.clinics.models import Clinic, Department
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role


def house_of(clinic: Clinic, today: date) -> House:
    posts = Post.objects.at(clinic).held_on(today)
    posts = posts.filter(role=Role.DOCTOR, staff__is_active=True)
    doctors = Staff.objects.filter(pk__in=posts.values("staff")).order_by("name", "pk")
    return House(
        clinic=clinic,
        doctors=list(doctors),
        departments=list(Department.objects.filter(clinic=clinic).order_by("pk")),
        services=list(Service.objects.filter(ended_on=None).order_by("name", "pk")),
    )
