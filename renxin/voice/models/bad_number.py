from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.promises.models import Promise
from renxin.staff.models import Staff


class BadNumberQuerySet(models.QuerySet["BadNumber"]):
    def standing(self) -> Self:
        return self.filter(works_since=None)


class BadNumber(models.Model):
    """A number that failed three times in a row; nothing is sent there any more."""

    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="failures"
    )
    # The front desk asks them for another one.
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="bad_number"
    )
    at = models.DateTimeField(_("at"))
    works_since = models.DateTimeField(_("works since"), null=True)
    found_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = BadNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("bad number")
        constraints = [
            models.UniqueConstraint(
                fields=["contact_point"],
                condition=models.Q(works_since=None),
                name="bad_number_once",
            )
        ]

    def __str__(self) -> str:
        return f"bad number #{self.contact_point_id}"
