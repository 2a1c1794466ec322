from datetime import date, datetime, time, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.staff import looked_at
from renxin.staff.models.staff import Staff


class What(models.TextChoices):
    """What of a patient was looked at."""

    PAGE = "PAGE", _("Page")
    REVEAL = "REVEAL", _("Whole number")
    LIST = "LIST", _("List with names")
    EXPORT = "EXPORT", _("Export")


class LookQuerySet(models.QuerySet["Look"]):
    def between(self, since: date, until: date) -> Self:
        """Looks of these days, both included, in the zone of whoever asks."""
        zone = timezone.get_current_timezone()
        start = datetime.combine(since, time.min, zone)
        end = datetime.combine(until + timedelta(days=1), time.min, zone)
        return self.filter(at__gte=start, at__lt=end)


class Look(models.Model):
    """One look at a patient: who looked, at what, when and from where."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="looks")
    patient_id = models.BigIntegerField(_("patient"))
    clinic_id = models.BigIntegerField(_("clinic"), null=True)
    what = models.CharField(_("what"), max_length=8, choices=What.choices)
    particulars = models.CharField(_("particulars"), max_length=80, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    at = models.DateTimeField(_("at"))

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        indexes = [
            models.Index(fields=["staff", "-at"], name="look_by_staff"),
            models.Index(fields=["patient_id", "-at"], name="look_at_patient"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.what} {self.patient_id} #{self.pk}"

    def at_what(self) -> str:
        """Which part of a patient, and what of it, for whoever reads the log."""
        words = looked_at.in_words(self.particulars)
        return "·".join(filter(None, [str(What(self.what).label), words]))
