from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.kinds import Asks, Stage, Standard

STAYS = pgtrigger.Update | pgtrigger.Delete


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def holding(self, clinic_id: int, *, at: datetime) -> Self:
        """The version of each that holds at a clinic; its own before the house's."""
        here = models.Q(clinic=clinic_id) | models.Q(clinic=None)
        own_first = models.F("clinic").asc(nulls_last=True)
        return (
            self.filter(here, valid_from__lte=at)
            .order_by("stage", "role", own_first, "-version")
            .distinct("stage", "role")
        )


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


class DutyQuerySet(models.QuerySet["Duty"]):
    def in_order(self) -> Self:
        return self.order_by("checklist__role", "position")


class Duty(models.Model):
    """One thing owed to every patient at a station, in words anybody understands."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="duties")
    # The same duty keeps its code from version to version, so that it can be counted.
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))
    zh = models.CharField(_("in Chinese"), max_length=120)
    en = models.CharField(_("in English"), max_length=160)
    asks = models.CharField(
        _("what it takes"), max_length=12, choices=Asks.choices, default=Asks.WORD
    )
    standard = models.CharField(
        _("which of the six in-places"), max_length=12, choices=Standard.choices
    )
    is_required = models.BooleanField(_("must be done"), default=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "code"], name="duty_once_in_a_checklist"
            )
        ]
        triggers = [pgtrigger.Protect(name="duty_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.code} in {self.checklist_id}"

    @property
    def text(self) -> str:
        return self.zh if (get_language() or "").startswith("zh") else self.en
