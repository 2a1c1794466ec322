from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import Coming, Through
from renxin.booking.models.expected import Expected
from renxin.booking.models.series import Series
from renxin.booking.models.service import Service
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def due(self) -> Self:
        """Not yet ended: neither kept, missed nor cancelled."""
        return self.filter(outcome=None)

    def firm(self) -> Self:
        """Agreed, not only asked for."""
        return self.filter(held_until=None)

    def after(self, moment: datetime) -> Self:
        return self.filter(starts_at__gt=moment)

    def between(self, first: datetime, last: datetime) -> Self:
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def lapsed(self, *, at: datetime) -> Self:
        """Requests whose time to be made firm is over."""
        return self.due().filter(held_until__lte=at)

    def visible_to(self, staff: Staff) -> Self:
        if staff.works_everywhere():
            return self.filter()
        return self.filter(clinic__in=staff.clinic_ids())


class Appointment(Expected):
    """A time at which a patient is expected, and whom and what that takes up."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="appointments")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="appointments")
    doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Coming.choices, blank=True
    )
    # Names as another system wrote them; kept even where no one here matches.
    department_name = models.CharField(_("department"), max_length=60, blank=True)
    resource_name = models.CharField(_("chair or device"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    through = models.CharField(
        _("booked through"),
        max_length=8,
        choices=Through.choices,
        blank=True,
        db_default="",
    )
    booked_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Several services in one coming hang on the first of them.
    coming = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="also"
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
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
            models.Index(
                fields=["held_until"],
                name="appointment_held",
                condition=models.Q(held_until__isnull=False),
            ),
            models.Index(fields=["starts_at"], name="appointment_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} at {self.starts_at:%Y-%m-%d %H:%M} #{self.pk}"
