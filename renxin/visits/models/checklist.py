from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models.held import held

STAYS = pgtrigger.Update | pgtrigger.Delete


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def holding(self, clinic_id: int, *, at: datetime) -> Self:
        """The version of each that holds at a clinic; its own before the house's."""
        rule = held(stage="list.stage", clinic="%s", at="%s")
        holds = RawSQL(rule, [at, clinic_id])  # noqa: S611  nothing typed is in it
        return self.filter(pk__in=holds).order_by("stage", "role")


class Checklist(models.Model):
    """What one role owes a patient at one stage, as it holds from a day on."""

    # None where it holds at every clinic that has none of its own.
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="checklists"
    )
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateTimeField(_("holds from"))
    # Nobody where the house came with it.
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "stage", "role", "version"],
                name="checklist_version_once",
                nulls_distinct=False,
            )
        ]
        triggers = [pgtrigger.Protect(name="checklist_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.stage} {self.role} v{self.version}"
