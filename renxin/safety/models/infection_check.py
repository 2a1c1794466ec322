from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Chair, Clinic
from renxin.journal import book
from renxin.promises.models import Promise
from renxin.safety import checklist, owing
from renxin.safety.facts import InfectionChecked
from renxin.safety.kinds import Found, Half
from renxin.safety.models.remedy import Remedy
from renxin.safety.refusals import (
    BatchMissing,
    NeitherChairNorVisit,
    NotEverythingSeen,
    NotHere,
)
from renxin.safety.stays import STAYS
from renxin.staff.models import Staff
from renxin.visits.models import Visit

RECORD = "safety.record"
OF_A_CHAIR = models.Q(chair__isnull=False, visit=None) & ~models.Q(half="")
OF_A_VISIT = models.Q(chair=None, visit__isnull=False, half="")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was looked at: a chair for a session, or the instruments of a visit."""

    found: Mapping[str, str]
    chair: Chair | None = None
    half: str = ""
    visit: Visit | None = None
    batch: str = ""

    def check(self) -> None:
        said = (self.chair is not None, bool(self.half), self.visit is not None)
        if said not in ((True, True, False), (False, False, True)):
            raise NeitherChairNorVisit
        wanted = {item.code for item in checklist.items(checklist.current())}
        if set(self.found) != wanted:
            raise NotEverythingSeen
        if self.visit and not self.batch.strip():
            raise BatchMissing

    @property
    def clinic_id(self) -> int | None:
        """Where the chair stands, or where the visit was."""
        where = self.chair or self.visit
        return where.clinic_id if where else None

    def failed(self) -> list[str]:
        items = checklist.items(checklist.current())
        return [one.zh for one in items if self.found[one.code] == Found.FAILED]


class InfectionCheckQuerySet(models.QuerySet["InfectionCheck"]):
    def of_batch(self, clinic: Clinic, batch: str) -> Self:
        return self.filter(clinic=clinic, batch__iexact=batch.strip())

    def failed(self) -> Self:
        return self.filter(remedy__isnull=False)


class InfectionCheck(models.Model):
    """Whether a chair and the instruments were clean; a no is put right at once."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="infection_checks")
    chair = models.ForeignKey(
        Chair, models.PROTECT, null=True, related_name="infection_checks"
    )
    half = models.CharField(
        _("session"), max_length=10, choices=Half.choices, blank=True
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, related_name="infection_checks"
    )
    day = models.DateField(_("day"))
    version = models.PositiveSmallIntegerField(_("version of the checklist"))
    batch = models.CharField(_("sterilisation batch"), max_length=40, blank=True)
    # Both only where something was not in order.
    remedy = models.OneToOneField(
        Remedy, models.PROTECT, null=True, related_name="came_of_check"
    )
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="infection_check"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = InfectionCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("infection-control check")
        constraints = [
            models.CheckConstraint(
                condition=OF_A_CHAIR | OF_A_VISIT, name="check_of_a_chair_or_a_visit"
            ),
            models.CheckConstraint(
                condition=models.Q(visit=None) | ~models.Q(batch=""),
                name="check_of_a_visit_has_a_batch",
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "-day"], name="check_of_clinic"),
            models.Index(fields=["clinic", "batch"], name="check_of_batch"),
        ]
        triggers = [pgtrigger.Protect(name="check_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.chair_id or self.visit_id} on {self.day} #{self.pk}"

    @classmethod
    @transaction.atomic
    def make(
        cls, clinic: Clinic, looked: Looked, *, by: Staff, at: datetime
    ) -> "InfectionCheck":
        """What was not in order is the manager's to put right, today."""
        looked.check()
        if looked.clinic_id != clinic.pk or not by.may_at(RECORD, clinic.pk):
            raise NotHere.named(clinic.short_name)
        day, failed = clinic.day_of(at), looked.failed()
        check = cls(clinic=clinic, chair=looked.chair, half=looked.half, day=day)
        check.visit, check.batch = looked.visit, looked.batch.strip()
        check.version, check.by, check.at = checklist.current(), by, at
        if failed:
            check._put_right("，".join(failed))
        check.save(force_insert=True)
        CheckedItem.objects.bulk_create(
            CheckedItem(check_of=check, code=code, found=found)
            for code, found in looked.found.items()
        )
        check._record(len(failed))
        return check

    def _put_right(self, failed: str) -> None:
        by, at = self.by, self.at
        with translation.override(settings.LANGUAGE_CODE):
            what = gettext("Not in order: %(failed)s") % {"failed": failed}
        self.remedy = Remedy.owe(self.clinic, what, due_on=self.day, by=by, at=at)
        if self.visit:
            self.promise = owing.look_into(self.visit, failed, by=by, at=at)

    def _record(self, failed: int) -> None:
        book.record(
            InfectionChecked(
                at=self.at,
                by_id=self.by_id,
                clinic_id=self.clinic_id,
                patient_id=self.visit.patient_id if self.visit else None,
                visit_id=self.visit_id,
                failed=failed,
            )
        )


class CheckedItem(models.Model):
    """One item of a check, and what came of it."""

    check_of = models.ForeignKey(InfectionCheck, models.PROTECT, related_name="items")
    code = models.SlugField(_("code"), max_length=40)
    found = models.CharField(_("found"), max_length=10, choices=Found.choices)

    class Meta:
        verbose_name = _("checked item")
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "code"], name="item_once_in_a_check"
            )
        ]
        triggers = [pgtrigger.Protect(name="checked_item_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.code} {self.found} in {self.check_of_id}"
