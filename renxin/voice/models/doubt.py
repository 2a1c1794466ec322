from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import DECIDES, Found
from renxin.voice.models.message import Message


class DoubtQuerySet(models.QuerySet["Doubt"]):
    def open(self) -> Self:
        return self.filter(settled=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, DECIDES, "message__clinic"))


class Doubt(models.Model):
    """A message was handed over and nobody can tell whether it arrived.

    Nothing sends it again by itself: a person decides, or the channel tells after all.
    """

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="doubt", primary_key=True
    )
    channel = models.CharField(_("channel"), max_length=20)
    words = models.TextField(_("the words"))
    at = models.DateTimeField(_("at"), db_index=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        verbose_name = _("unknown fate")

    def __str__(self) -> str:
        return f"doubt of {self.message_id}"


class DoubtSettled(models.Model):
    """It is known after all, or somebody decided what to do about it."""

    doubt = models.OneToOneField(
        Doubt, models.PROTECT, related_name="settled", primary_key=True
    )
    found = models.CharField(_("found"), max_length=8, choices=Found.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("doubt settled")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(found=Found.REPORTED, by=None)
                | (~models.Q(found=Found.REPORTED) & models.Q(by__isnull=False)),
                name="a_person_decides_doubts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.found} for {self.doubt_id}"
