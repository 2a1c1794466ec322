"""Who works somewhere as a doctor, for lists to choose from."""

from datetime import date

from django.db.models import QuerySet

from renxin.clinics.models import Clinic
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role


def doctors_at(clinic: Clinic, day: date) -> QuerySet[Staff]:
    posts = Post.objects.at(clinic).held_on(day).filter(role=Role.DOCTOR)
    return Staff.objects.filter(pk__in=posts.values("staff"), is_active=True).order_by(
        "name", "pk"
    )
