from dataclasses import dataclass
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Merged(Fact):
    """Another record was found to be the same person, and linked to this one."""

    name = "patients.merged"
    title = _("Records merged")
    icon = "family"

    merged_id: int
    number: str
    reason: str = ""

    def telling(self) -> str:
        told = gettext("Record number %(number)s") % {"number": self.number}
        return f"{told}·{self.reason}" if self.reason else told


@dataclass(frozen=True, kw_only=True)
class Unmerged(Merged):
    """The link was taken back; both records stand as they were."""

    name = "patients.unmerged"
    title = _("Merge taken back")


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(unmerge=None)


class Merge(models.Model):
    """Two records found to be one person: a link, nothing is moved or deleted."""

    kept = models.ForeignKey(Patient, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Patient, models.PROTECT, related_name="merged_by")
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("merged")), name="not_merged_to_self"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id} #{self.pk}"


class Unmerge(models.Model):
    """A merge taken back: both records stand again exactly as they were."""

    merge = models.OneToOneField(Merge, models.PROTECT, related_name="unmerge")
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("un-merge")

    def __str__(self) -> str:
        return f"un-merge of {self.merge_id}"
