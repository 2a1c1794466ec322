from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking.absence_facts import CameAfterAll
from renxin.booking.facts import (
    ArrivalTakenBack,
    Arrived,
    Booked,
    Cancelled,
    Confirmed,
    NotCome,
)
from renxin.booking.kinds import Door, How, Way, Why
from renxin.booking.models.arrival import Arrival
from renxin.booking.models.confirmation import Confirmation
from renxin.booking.models.outcome import Outcome
from renxin.booking.refusals import (
    AlreadyHere,
    AlreadyOver,
    HoldLapsed,
    NotThatDay,
    NotYetDue,
)
from renxin.clinics.models import Clinic
from renxin.desk.models import Versioned
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.staff.models import Staff

LATE_AFTER = timedelta(minutes=30)


class Expected(Versioned):
    """Somebody is expected at a time: what can become of that, each of it once."""

    patient_id: int
    clinic_id: int
    clinic: Clinic
    doctor: Staff | None
    confirmations: Any
    occupations: Any

    doctor_name = models.CharField(_("doctor's name"), max_length=60, blank=True)
    service_name = models.CharField(_("service"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    booked_at = models.DateTimeField(_("booked at"), null=True, blank=True)
    # Only asked for: the place is held until then, and given back if nobody agrees.
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes or 0)

    @transaction.atomic
    def agree(self, *, by: Staff | None, at: datetime) -> None:
        """Make a request firm; its place was held and is kept."""
        self.have(at=at)
        if self.held_until:
            self.held_until = None
            self.booked_at = at
            self.save(update_fields=["held_until", "booked_at"])
            self.record(Booked, by=by, at=at)

    @transaction.atomic
    def confirm(self, *, way: Way, by: Staff | None, at: datetime) -> Confirmation:
        """They will come; whoever says so of a request has agreed to it.

        Said again of the same time, by whichever way, it is what was said before.
        """
        self.agree(by=by, at=at)
        said: Confirmation | None = self.confirmations.first()
        if said:
            return said
        confirmation = Confirmation.objects.create(
            appointment_id=self.pk, way=way, by=by, at=at
        )
        self.record(Confirmed, by=by, at=at)
        return confirmation

    @transaction.atomic
    def cancel(
        self, *, how: How, by: Staff | None, at: datetime, why: str = "", note: str = ""
    ) -> Outcome:
        """Call it off, for the patient or for the clinic; the place is free at once."""
        self.have(at=at)
        self.give_back()
        outcome = self._end(how, by=by, at=at, why=why, note=note)
        self.record(Cancelled, by=by, at=at, outcome=how, why=why)
        return outcome

    @transaction.atomic
    def arrive(self, *, door: Door, by: Staff | None, at: datetime) -> Arrival:
        """The patient is here, and whoever only asked for the time has it now."""
        self.agree(by=by, at=at)
        if self.clinic.day_of(at) < self.clinic.day_of(self.starts_at):
            raise NotThatDay
        arrival = Arrival.objects.create(
            appointment_id=self.pk, door=door, by=by, at=at
        )
        self._end(How.KEPT, by=by, at=at)
        self.record(Arrived, by=by, at=at)
        return arrival

    @transaction.atomic
    def take_back_arrival(self, *, by: Staff, at: datetime) -> None:
        """It was somebody else: expected as before, and the place is still theirs."""
        arrival = Arrival.objects.select_for_update().filter(appointment=self.pk)
        if arrival.exists():
            arrival.delete()
            Outcome.objects.filter(appointment=self.pk, kind=How.KEPT).delete()
            self.record(ArrivalTakenBack, by=by, at=at)

    @transaction.atomic
    def miss(
        self, *, by: Staff | None, at: datetime, why: str = Why.UNKNOWN, note: str = ""
    ) -> Outcome:
        """Half an hour after the time, nobody came and nobody called."""
        self.have(at=at)
        if at < self.starts_at + LATE_AFTER:
            raise NotYetDue
        self.give_back()
        outcome = self._end(How.NO_SHOW, by=by, at=at, why=why, note=note)
        self.record(NotCome, by=by, at=at)
        return outcome

    @transaction.atomic
    def take_back_absence(self, *, by: Staff | None, at: datetime) -> None:
        """They are here after all; the time they had may be somebody else's by now."""
        missed = Outcome.objects.select_for_update().filter(
            appointment=self.pk, kind=How.NO_SHOW
        )
        if missed.exists():
            missed.delete()
            self.record(CameAfterAll, by=by, at=at)

    def record(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **particulars: Any
    ) -> None:
        told: dict[str, Any] = {
            "appointment_id": self.pk,
            "starts_at": self.starts_at.isoformat(),
            "doctor": self.doctor.name if self.doctor else self.doctor_name,
            "service": self.service_name,
            "clinic_id": self.clinic_id,
            "patient_id": self.patient_id,
        }
        book.record(fact(at=at, by_id=by.pk if by else None, **told, **particulars))

    def give_back(self) -> None:
        """What it took up is free again."""
        self.occupations.all().delete()

    def have(self, *, at: datetime) -> None:
        """Take the row for this transaction; two hands on one card queue here."""
        everyone = type(self)._default_manager  # noqa: SLF001  (the public name of it)
        held = everyone.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=held)
        ended = Outcome.objects.filter(appointment=self.pk).first()
        if ended:
            how = How(ended.kind)
            if how is How.KEPT:
                raise AlreadyHere
            raise AlreadyOver.how(str(how.label))
        if self.held_until and self.held_until <= at:
            raise HoldLapsed

    def _end(
        self, how: How, *, by: Staff | None, at: datetime, why: str = "", note: str = ""
    ) -> Outcome:
        return Outcome.objects.create(
            appointment_id=self.pk, kind=how, at=at, by=by, why=why, note=note
        )
