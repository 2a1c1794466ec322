from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint, Patient, Purpose
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import DECIDES, ChannelKind
from renxin.voice.models.reply import Reply


class StopQuerySet(models.QuerySet["Stop"]):
    def standing(self) -> Self:
        return self.filter(lifted=None)

    def visible_to(self, staff: Staff) -> Self:
        theirs = Patient.objects.filter(within(staff, DECIDES, "enrolments__clinic"))
        points = ContactPoint.objects.filter(reaches__patient__in=theirs)
        return self.filter(
            models.Q(patient__in=theirs) | models.Q(contact_point__in=points)
        )


class Stop(models.Model):
    """Somebody asked not to hear from us, for one purpose, by one channel or by all.

    It holds for the number and for whoever it reaches, so an import, a merge, a new
    campaign or another sender changes nothing about it.
    """

    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="stops"
    )
    patient = models.ForeignKey(
        Patient, models.PROTECT, null=True, related_name="stops"
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    # Empty: by whatever channel.
    channel = models.CharField(_("channel"), max_length=20, blank=True, default="")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="stops")
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = StopQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact_point__isnull=False)
                | models.Q(patient__isnull=False),
                name="stop_is_somebodys",
            )
        ]
        indexes = [models.Index(fields=["patient", "purpose"], name="stop_of_patient")]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"

    @property
    def way(self) -> str:
        """By which way, as people call it; empty where it is every one."""
        known = self.channel in ChannelKind.values
        return str(ChannelKind(self.channel).label) if known else self.channel


class StopLifted(models.Model):
    """They want to hear from us again, and said so themselves."""

    stop = models.OneToOneField(
        Stop, models.PROTECT, related_name="lifted", primary_key=True
    )
    # Where the proof is: the form, the message, the recording.
    evidence = models.CharField(_("evidence"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("stop lifted")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(evidence=""), name="stop_lifted_with_evidence"
            )
        ]

    def __str__(self) -> str:
        return f"lifting of {self.stop_id}"
