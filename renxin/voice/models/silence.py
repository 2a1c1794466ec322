from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.promises.models import Promise
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import Trouble


class SilenceQuerySet(models.QuerySet["Silence"]):
    def open(self) -> Self:
        return self.filter(over_at=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "messages.see") | models.Q(clinic=None))


class Silence(models.Model):
    """Nothing was said where something should have been; told once a day."""

    kind = models.CharField(_("kind"), max_length=9, choices=Trouble.choices)
    clinic = models.ForeignKey(Clinic, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(_("channel"), max_length=20, blank=True, default="")
    day = models.DateField(_("day"))
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    # The manager sees to it that the longest waiting hear of it all the same.
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="silence"
    )
    at = models.DateTimeField(_("at"))
    over_at = models.DateTimeField(_("over at"), null=True)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("silence")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "clinic", "channel", "day"],
                nulls_distinct=False,
                name="silence_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
