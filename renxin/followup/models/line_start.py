from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff

STAYS = pgtrigger.Update | pgtrigger.Delete


class LineStartQuerySet(models.QuerySet["LineStart"]):
    def of(self, clinic: Clinic) -> "LineStart | None":
        """The last that was said counts."""
        return self.filter(clinic=clinic).order_by("-pk").first()

    def latest_first(self) -> Self:
        return self.order_by("-pk")


class LineStart(models.Model):
    """From which day the visits another system told of count for the line."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="line_starts")
    counted_from = models.DateField(_("counted from"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = LineStartQuerySet.as_manager()

    class Meta:
        verbose_name = _("start of the line")
        triggers = [pgtrigger.Protect(name="line_start_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.counted_from} of {self.clinic_id}"
