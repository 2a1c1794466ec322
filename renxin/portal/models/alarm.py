from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic


class Alarm(models.Model):
    """The codes of a day were used up at a clinic: somebody should look why."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("alarm")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "day"], name="alarm_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.clinic_id} on {self.day}"
