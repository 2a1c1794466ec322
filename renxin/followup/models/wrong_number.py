from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.masking import masked_phone
from renxin.followup.models.line_start import STAYS
from renxin.patients.models import ContactPoint, Patient
from renxin.staff.models import Staff
from renxin.staff.reach import within

MARKED_ONCE = "wrong_once_at_a_time"
RINGS = "calls.make"


class WrongNumberQuerySet(models.QuerySet["WrongNumber"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, staff: Staff) -> Self:
        theirs = Patient.objects.filter(within(staff, RINGS, "enrolments__clinic"))
        return self.filter(patient__in=theirs)


class WrongNumber(models.Model):
    """Somebody else answered there; nobody rings it until it is said to be right."""

    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="wrongs"
    )
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="wrong_numbers")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("right again at"), null=True, blank=True)

    objects = WrongNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("wrong number")
        constraints = [
            models.UniqueConstraint(
                fields=["contact_point"],
                condition=models.Q(ended_at=None),
                name=MARKED_ONCE,
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="wrong_stays", exclude=["ended_at"]),
            pgtrigger.Protect(name="wrong_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"wrong number #{self.contact_point_id}"

    @property
    def masked(self) -> str:
        return masked_phone(self.contact_point.value)


class NumberRight(models.Model):
    """Somebody found that a number is right after all, and how they know."""

    wrong = models.OneToOneField(
        WrongNumber, models.PROTECT, primary_key=True, related_name="right"
    )
    why = models.CharField(_("how we know"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("number right after all")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="right_number_with_why"
            )
        ]
        triggers = [pgtrigger.Protect(name="number_right_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"right after all {self.wrong_id}"
