from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def due(self) -> Self:
        """Not yet ended: neither kept, missed nor cancelled."""
        return self.filter(outcome=None)

    def after(self, moment: datetime) -> Self:
        return self.filter(starts_at__gt=moment)


class Appointment(models.Model):
    """A time at which a patient is expected."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="appointments")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="appointments")
    doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    # Names as another system wrote them; kept even where no one here matches.
    doctor_name = models.CharField(_("doctor's name"), max_length=60, blank=True)
    department_name = models.CharField(_("department"), max_length=60, blank=True)
    resource_name = models.CharField(_("chair or device"), max_length=60, blank=True)
    service_name = models.CharField(_("service"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    booked_at = models.DateTimeField(_("booked at"), null=True, blank=True)
    is_walk_in = models.BooleanField(_("walk-in"), default=False)
    was_reminded = models.BooleanField(_("reminded"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        indexes = [
            models.Index(
                fields=["patient", "-starts_at"], name="appointment_of_patient"
            ),
            models.Index(fields=["clinic", "starts_at"], name="appointment_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} at {self.starts_at:%Y-%m-%d %H:%M} #{self.pk}"
