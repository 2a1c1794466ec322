from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking import taking
from renxin.booking.facts import (
    Booked,
    Overbooked,
    Rebooked,
)
from renxin.booking.models.expected import Expected
from renxin.booking.models.overbooking import Overbooking
from renxin.booking.models.rebooking import Asked, Rebooking
from renxin.booking.models.service import Service
from renxin.booking.refusals import (
    MayNotOverbook,
)
from renxin.booking.terms import Place, Terms, Through
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff

OVER = "booking.over"


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


class Kind(models.TextChoices):
    """What the coming is for, as far as it is known when it is booked."""

    FIRST = "FIRST", _("First visit")
    CONTINUING = "CONTINUING", _("Continuing treatment")
    RETURN = "RETURN", _("Return for something new")
    REVIEW = "REVIEW", _("Review")


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
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, blank=True)
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

    @classmethod
    @transaction.atomic
    def book(
        cls, patient: Patient, terms: Terms, *, by: Staff | None, at: datetime
    ) -> "Appointment":
        """Agree a time with a patient, or hold it for them until they do."""
        check(terms, by=by, at=at)
        appointment = cls(
            patient=patient,
            clinic=terms.place.clinic,
            service=terms.service,
            service_name=terms.service.name if terms.service else "",
            kind=terms.kind,
            note=terms.note,
            through=terms.through,
            booked_at=at,
            booked_by=by,
            held_until=terms.held_until,
            coming_id=terms.coming_id,
            is_walk_in=terms.through == Through.WALK_IN,
        )
        appointment._stand_at(terms.place)
        appointment.save(force_insert=True)
        appointment._take(terms, by=by, at=at)
        if not appointment.held_until:
            appointment.record(Booked, by=by, at=at)
        return appointment

    @transaction.atomic
    def move(
        self,
        terms: Terms,
        *,
        by: Staff | None,
        at: datetime,
        asked_by: Asked = Asked.PATIENT,
        reason: str = "",
    ) -> Rebooking:
        """Take another place in the same step as the old one is given back."""
        self._have(at)
        check(terms, by=by, at=at)
        was = Rebooking(
            appointment=self,
            was_at=self.starts_at,
            was_minutes=self.minutes,
            was_doctor=self.doctor,
            asked_by=asked_by,
            reason=reason,
            by=by,
            at=at,
        )
        self._stand_at(terms.place)
        self.save(update_fields=PLACE)
        self._take(terms, by=by, at=at)
        was.save(force_insert=True)
        self.confirmations.all().delete()
        self.record(
            Rebooked, by=by, at=at, was_at=was.was_at.isoformat(), asked_by=asked_by
        )
        return was

    def _stand_at(self, place: Place) -> None:
        self.clinic, self.doctor = place.clinic, place.doctor
        self.doctor_name = place.doctor.name if place.doctor else ""
        self.resource_name = place.chair.name if place.chair else ""
        self.starts_at, self.minutes = place.starts_at, place.minutes

    def _take(self, terms: Terms, *, by: Staff | None, at: datetime) -> None:
        taken = taking.take(self.pk, terms.place, at=at, over=bool(terms.over))
        if by and any(one.is_over for one in taken):
            Overbooking.objects.create(
                appointment=self, reason=terms.over, by=by, at=at
            )
            self.record(Overbooked, by=by, at=at, reason=terms.over)


PLACE = ("clinic", "doctor", "doctor_name", "resource_name", "starts_at", "minutes")


def check(terms: Terms, *, by: Staff | None, at: datetime) -> None:
    """Refuse what no path may do; whoever may overbook may leave the roster too."""
    terms.place.check(at=at)
    if terms.over:
        if by is None or not by.may(OVER):
            raise MayNotOverbook
        return
    taking.check_duty(terms.place)
