from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.clinic import known_zone
from renxin.patients.models import Patient
from renxin.staff.models import Staff


class LocalTime(models.Model):
    """The clock somebody lives by, where it is not that of their clinic."""

    patient = models.OneToOneField(
        Patient, models.PROTECT, related_name="local_time", primary_key=True
    )
    zone = models.CharField(_("time zone"), max_length=40, validators=[known_zone])
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("local time of a patient")

    def __str__(self) -> str:
        return f"{self.zone} of {self.patient_id}"

    @classmethod
    def keep(cls, patient: Patient, zone: str, *, by: Staff, at: datetime) -> None:
        """Where they live by now; "" is where the clinic is."""
        if not zone:
            cls.objects.filter(patient__in=patient.record_ids()).delete()
            return
        told = {"zone": zone, "by": by, "at": at}
        cls.objects.update_or_create(patient=patient, defaults=told)
