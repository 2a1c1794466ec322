from datetime import date, datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.safety.facts import PutRight
from renxin.safety.refusals import DoneAlready
from renxin.safety.stays import STAYS
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.staff.roles import Role


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def open(self) -> Self:
        return self.filter(remedied=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "safety.see"))


class Remedy(models.Model):
    """What the house promises itself to put right, by a day; a role owes it."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="remedies")
    what = models.CharField(_("what is put right"), max_length=200)
    due_on = models.DateField(_("due on"))
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices
    )
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = _("remedy")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what="") & ~models.Q(owner_role=""),
                name="remedy_has_an_owner",
            )
        ]
        indexes = [models.Index(fields=["clinic", "due_on"], name="remedy_of_clinic")]
        triggers = [pgtrigger.Protect(name="remedy_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.what} by {self.due_on}"

    @classmethod
    def owe(
        cls, clinic: Clinic, what: str, *, due_on: date, by: Staff, at: datetime
    ) -> "Remedy":
        return cls.objects.create(
            clinic=clinic,
            what=what[:200],
            due_on=due_on,
            owner_role=Role.MANAGER,
            made_by=by,
            made_at=at,
        )

    @transaction.atomic
    def put_right(self, *, note: str = "", by: Staff, at: datetime) -> "Remedied":
        with refusing({"safety_remedied_pkey": DoneAlready}):
            done = Remedied.objects.create(remedy=self, note=note.strip(), by=by, at=at)
        book.record(
            PutRight(
                at=at,
                by_id=by.pk,
                clinic_id=self.clinic_id,
                remedy_id=self.pk,
            )
        )
        return done


class Remedied(models.Model):
    """It was put right: by whom, when, and how."""

    remedy = models.OneToOneField(
        Remedy, models.PROTECT, primary_key=True, related_name="remedied"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("put right")
        triggers = [pgtrigger.Protect(name="remedied_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.remedy_id} at {self.at:%Y-%m-%d}"
