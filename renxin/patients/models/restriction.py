from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Restricted(Fact):
    """The record is only kept from now on: nobody finds it, no list names it."""

    name = "patients.restricted"
    title = _("Use of the record restricted")
    icon = "lock"

    reason: str = ""

    def telling(self) -> str:
        return self.reason


@dataclass(frozen=True, kw_only=True)
class Unrestricted(Restricted):
    """The record may be used again."""

    name = "patients.unrestricted"
    title = _("Use of the record allowed again")
    icon = "check"


@dataclass(frozen=True, kw_only=True)
class Erased(Fact):
    """What no law makes us keep was erased; that it happened stays, not what it was."""

    name = "patients.erased"
    title = _("Data erased that need not be kept")
    icon = "ban"

    kept_until: str


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def standing(self) -> Self:
        return self.filter(lifting=None)


class Restriction(models.Model):
    """The person asked us to stop using their data: they are kept and nothing more."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="restrictions")
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    # The erasure that ended in a restriction, for what the law makes us keep.
    is_erasure = models.BooleanField(_("erasure"), default=False)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction")

    def __str__(self) -> str:
        return f"restriction of {self.patient_id} #{self.pk}"


class Lifting(models.Model):
    """A restriction taken back, at the wish of the person."""

    restriction = models.OneToOneField(
        Restriction, models.PROTECT, related_name="lifting"
    )
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lifting")

    def __str__(self) -> str:
        return f"lifting of {self.restriction_id}"
