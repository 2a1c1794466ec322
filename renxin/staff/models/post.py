from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic, Department
from renxin.staff.models.staff import Staff
from renxin.staff.roles import ADMINS, Role


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> Self:
        return self.not_ended_by(day).filter(since_on__lte=day)

    def not_ended_by(self, day: date) -> Self:
        """Held then, or from a later day on."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=day))

    def at(self, clinic: Clinic) -> Self:
        """Held at this clinic, or for the whole house."""
        return self.filter(models.Q(clinic=clinic) | models.Q(clinic=None))


@pghistory.track()
class Post(models.Model):
    """Who works where, as what, and since when; no clinic means the whole house."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "clinic", "role"],
                condition=models.Q(until_on=None),
                nulls_distinct=False,
                name="post_held_once",
            ),
            ExclusionConstraint(
                name="one_of_three_admins",
                expressions=[("staff", "="), ("role", "<>")],
                condition=models.Q(role__in=ADMINS, until_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} #{self.pk}"
