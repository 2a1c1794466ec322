from datetime import datetime, timedelta

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking.facts import ServiceEnded, ServiceGivenAgain
from renxin.clinics.models import Clinic
from renxin.desk.models import Versioned
from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.staff.models import Staff

CODE_ONCE = "booking_service_code_key"

LONGEST_MINUTES = 720
# Of what was brought in from elsewhere, and of what nobody has said it of yet.
USUAL_MINUTES = 30


class CodeTaken(Refusal):
    """Imports name a service by its code, so no two have the same."""

    sentence = _("Another service has this code.")


class Need(models.TextChoices):
    """Which kind of room a service is given in."""

    CHAIR = "CHAIR", _("A chair")
    NONE = "NONE", _("No chair")


@pghistory.track()
class Service(Versioned):
    """What the house does for a patient in one sitting, and what that takes up."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("its name"), max_length=60)
    department_code = models.SlugField(_("department"), max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    # Chairs, devices and assistants are busy a little longer than the doctor.
    preparation_minutes = models.PositiveSmallIntegerField(
        _("minutes to prepare"), default=0
    )
    cleanup_minutes = models.PositiveSmallIntegerField(
        _("minutes to clean up"), default=5
    )
    room = models.CharField(
        _("room"), max_length=10, choices=Need.choices, default=Need.CHAIR
    )
    assistants = models.PositiveSmallIntegerField(_("assistants"), default=0)
    device_kind = models.CharField(_("kind of device"), max_length=40, blank=True)
    # What patients may book for themselves, from the portal.
    is_offered = models.BooleanField(_("patients may book it"), default=True)
    ended_on = models.DateField(_("no longer given since"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=LONGEST_MINUTES),
                name="service_has_length",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def keep(self) -> None:
        """Write down what it is and takes, new or changed."""
        with refusing({CODE_ONCE: CodeTaken}):
            self.save()

    @transaction.atomic
    def end(self, *, clinic: Clinic, by: Staff, at: datetime) -> None:
        """No longer given, from the day it is at that clinic; what is booked stays."""
        if self.ended_on is None:
            self.ended_on = clinic.day_of(at)
            self._tell(ServiceEnded, clinic=clinic, by=by, at=at)

    @transaction.atomic
    def give_again(self, *, clinic: Clinic, by: Staff, at: datetime) -> None:
        if self.ended_on is not None:
            self.ended_on = None
            self._tell(ServiceGivenAgain, clinic=clinic, by=by, at=at)

    def _tell(
        self,
        fact: type[ServiceEnded | ServiceGivenAgain],
        *,
        clinic: Clinic,
        by: Staff,
        at: datetime,
    ) -> None:
        self.save(update_fields=["ended_on"])
        book.record(
            fact(
                at=at,
                by_id=by.pk,
                clinic_id=clinic.pk,
                service_id=self.pk,
                service=self.name,
            )
        )

    def needs_chair(self) -> bool:
        return self.room == Need.CHAIR

    @property
    def preparation(self) -> timedelta:
        return timedelta(minutes=self.preparation_minutes)

    @property
    def cleanup(self) -> timedelta:
        return timedelta(minutes=self.cleanup_minutes)
