from datetime import datetime
from decimal import Decimal
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.staff.models import Staff


class NotAGoal(Refusal):
    """A share lies between nothing and everything."""

    sentence = _("A goal is a number from 0 to 100.")


class TargetQuerySet(models.QuerySet["Target"]):
    def of(self, figure: str, clinic: Clinic | None) -> Self:
        return self.filter(figure=figure, clinic=clinic)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def in_force(self) -> Self:
        """The last word on each figure, for each clinic and for the house."""
        return self.order_by("figure", "clinic", "-at", "-pk").distinct(
            "figure", "clinic"
        )


class Target(models.Model):
    """Where a figure should stand, by whose decision, and since when.

    The last one set holds; the ones before it stay as its history. Without a
    clinic it holds for the whole house; with nothing in ``bound`` the clinic
    has no goal of its own any more.
    """

    figure = models.CharField(_("figure"), max_length=16)
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    bound = models.DecimalField(
        _("goal"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        indexes = [
            models.Index(
                fields=["figure", "clinic", "-at", "-id"], name="target_in_force"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.bound} #{self.pk}"

    @classmethod
    def set_share(
        cls,
        figure: str,
        clinic: Clinic | None,
        *,
        percent: Decimal | None,
        why: str = "",
        by: Staff,
        at: datetime,
    ) -> "Target":
        """Set or, with nothing, withdraw the goal of a share, told in percent."""
        if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004
            raise NotAGoal
        bound = None if percent is None else percent / 100
        return cls.objects.create(
            figure=figure, clinic=clinic, bound=bound, why=why, by=by, at=at
        )
